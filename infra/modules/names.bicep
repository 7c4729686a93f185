// The names that code and infrastructure share, and the built-in roles. One place, imported by every module.

@export()
@description('Blob containers. Articles are dropped into the first; the pipeline keeps what it made of them in the second, and large answers of Azure AI Language in the third, and what a run of upkeep needs in the fourth; Event Grid leaves what it could not deliver in the fifth; the last holds the deployed code.')
var containers = {
  articles: 'articles'
  content: 'content'
  analysisCache: 'analysis-cache'
  upkeep: 'upkeep'
  undeliveredEvents: 'undelivered-events'
  packages: 'app-package'
}

@export()
@description('The queue that Event Grid fills when a blob of the articles container is deleted.')
var deletedEventsQueue = 'deleted-events'

@export()
@description('Work queues of the stages. The host moves a message that keeps failing to the queue of the same name with -poison.')
var workQueues = [
  'clean-requests'
  'enrich-requests'
  'reconcile-pages'
  deletedEventsQueue
]

@export()
@description('Where the blob extension puts an upload that kept failing. Its name is the extension\'s.')
var poisonedUploadsQueue = 'webjobs-blobtrigger-poison'

@export()
@description('The tables that other applications read.')
var readableTables = [
  'Articles'
  'Segments'
  'ArticlesByDate'
  'ArticlesBySource'
  'KeyPhrases'
  'Changes'
]

@export()
@description('The pipeline\'s own tables: what was bought at Azure AI Language, its throttle and budget, what copies are recognised by, the reports of upkeep, and the messages that were given up.')
var internalTables = [
  'AnalysisCache'
  'LanguageUsage'
  'Fingerprints'
  'Runs'
  'DeadLetters'
]

@export()
@description('Functions that handle what kept failing. They run only when a poison queue is not empty.')
var poisonFunctions = [
  'CleanPoisoned'
  'DeletedPoisoned'
  'EnrichPoisoned'
  'ReconcilePoisoned'
  'UploadPoisoned'
]

@export()
@description('Built-in roles, by their ids: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles')
var roles = {
  blobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  blobDataContributor: 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'
  queueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  queueDataMessageSender: 'c6a89b2d-59bc-44d0-9896-0f6e12d7b80a'
  tableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  tableDataReader: '76199698-9eea-4c19-bc75-cec21354c6b6'
  cognitiveServicesUser: 'a97b65f3-24c7-4388-baec-2e87135dc908'
  monitoringMetricsPublisher: '3913510d-42f4-4e42-8a64-420c390055eb'
}

@export()
@description('Somebody who is given a role: the object id in Microsoft Entra ID, and what kind of object it is.')
type principal = {
  @description('Object id.')
  id: string
  @description('Kind of principal; naming it spares a look-up that fails while a new identity is still being replicated.')
  type: 'ServicePrincipal' | 'User' | 'Group'
}
