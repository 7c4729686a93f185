// Event subscriptions: uploads to the function ArticleUploaded, deletions to the queue that ArticleDeleted reads.
//
// Deployed after the code: Event Grid calls the webhook before it accepts a subscription, and the webhook's key exists only once
// the app has started with its blob trigger.

import { containers, deletedEventsQueue } from 'modules/names.bicep'

@description('The function app.')
param functionAppName string

@description('The topic of the storage account.')
param eventTopicName string

@description('The storage account.')
param storageAccountName string

var uploadFunction = 'ArticleUploaded'

@description('Everything in the container, and nothing in another whose name begins alike.')
var articleSubjects = '/blobServices/default/containers/${containers.articles}/blobs/'

@description('Calls after which a blob is whole. CreateFile is left out: it announces a file that is still empty, and FlushWithClose follows.')
var completingCalls = [
  'PutBlob'
  'PutBlockList'
  'CopyBlob'
  'FlushWithClose'
]

@description('Event Grid tries for a day, the longest it can; what is missed after that is found by the sweep.')
var retryPolicy = {
  maxDeliveryAttempts: 30
  eventTimeToLiveInMinutes: 1440
}

@description('Value that means never, for the life of a message.')
var neverExpires = -1

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: functionAppName
}

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageAccountName
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = {
  name: eventTopicName
}

var deadLetter = {
  identity: {
    type: 'SystemAssigned'
  }
  deadLetterDestination: {
    endpointType: 'StorageBlob'
    properties: {
      resourceId: account.id
      blobContainerName: containers.undeliveredEvents
    }
  }
}

resource uploads 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'article-uploads'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    destination: {
      endpointType: 'WebHook'
      properties: {
        endpointUrl: 'https://${app.properties.defaultHostName}/runtime/webhooks/blobs?functionName=Host.Functions.${uploadFunction}&code=${listKeys('${app.id}/host/default', app.apiVersion).systemKeys.blobs_extension}'
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobCreated']
      subjectBeginsWith: articleSubjects
      isSubjectCaseSensitive: true
      advancedFilters: [
        {
          key: 'data.api'
          operatorType: 'StringIn'
          values: completingCalls
        }
      ]
    }
    retryPolicy: retryPolicy
    deadLetterWithResourceIdentity: deadLetter
  }
}

resource deletions 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = {
  parent: topic
  name: 'article-deletions'
  properties: {
    eventDeliverySchema: 'EventGridSchema'
    deliveryWithResourceIdentity: {
      identity: {
        type: 'SystemAssigned'
      }
      destination: {
        endpointType: 'StorageQueue'
        properties: {
          resourceId: account.id
          queueName: deletedEventsQueue
          queueMessageTimeToLiveInSeconds: neverExpires
        }
      }
    }
    filter: {
      includedEventTypes: ['Microsoft.Storage.BlobDeleted']
      subjectBeginsWith: articleSubjects
      isSubjectCaseSensitive: true
    }
    retryPolicy: retryPolicy
    deadLetterWithResourceIdentity: deadLetter
  }
}
