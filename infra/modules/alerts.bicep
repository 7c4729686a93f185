// What somebody has to look at: work that gave up, work that stands still, and events that went missing.

import { poisonFunctions } from 'names.bicep'

@description('Prefix of the names of the alerts.')
param namePrefix string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Log Analytics workspace that the app logs to.')
param workspaceId string

@description('Storage account.')
param storageAccountName string

@description('Resource id of the Event Grid topic.')
param eventTopicId string

@description('Address that alerts are sent to; empty to show them in the portal only.')
param email string

@description('Messages in the queues of the storage account, on average over an hour, above which the pipeline counts as falling behind.')
@minValue(1)
param backlogThreshold int

@description('Failed runs of functions in a quarter of an hour above which somebody should look.')
@minValue(1)
param failureThreshold int

var severity = {
  error: 1
  warning: 2
}

resource recipients 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: '${namePrefix}-recipients'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'Pipeline'
    emailReceivers: [
      {
        name: 'Operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

var poisonNames = join(map(poisonFunctions, name => '"${name}"'), ', ')

// Each query returns rows only when there is something to say. ItemCount undoes the sampling of telemetry.
var logAlerts = [
  {
    name: 'poison-queue-not-empty'
    description: 'Messages gave up after their last attempt. Their articles are Failed, with the reason in the row; replay them once the cause is mended.'
    severity: severity.error
    frequency: 'PT5M'
    window: 'PT5M'
    query: $'''
      AppRequests
      | where Name in (${poisonNames})
      | summarize Messages = sum(ItemCount) by Name
    '''
  }
  {
    name: 'work-stuck'
    description: 'Articles were cleaned in the past hour and none was enriched. Look at the reasons of waiting articles: quota, outage or a missing role of the analyser.'
    severity: severity.error
    frequency: 'PT15M'
    window: 'PT1H'
    query: $'''
      AppRequests
      | where Success and Name in ("CleanAndSegment", "EnrichArticle")
      | summarize Cleaned = sumif(ItemCount, Name == "CleanAndSegment"), Enriched = sumif(ItemCount, Name == "EnrichArticle")
      | where Cleaned > 0 and Enriched == 0
    '''
  }
  {
    name: 'upkeep-silent'
    description: 'Reconcile or Reprocess has not succeeded for six hours. Without them lost events stay lost and waiting articles go on waiting.'
    severity: severity.error
    frequency: 'PT1H'
    window: 'PT6H'
    query: $'''
      datatable(Name: string) ["Reconcile", "Reprocess"]
      | join kind=leftanti (AppRequests | where Success) on Name
    '''
  }
  {
    name: 'functions-failing'
    description: 'Functions fail again and again. The exceptions are in Application Insights under Failures.'
    severity: severity.warning
    frequency: 'PT5M'
    window: 'PT15M'
    query: $'''
      AppRequests
      | where not(Success)
      | summarize Failures = sum(ItemCount) by Name
      | where Failures > ${failureThreshold}
    '''
  }
]

resource logAlertRules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in logAlerts: {
    name: '${namePrefix}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      // The tables of a new workspace exist only once something was logged.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [recipients.id]
      }
    }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-06-01' existing = {
  name: '${storageAccountName}/default'
}

var metricAlerts = [
  {
    name: 'backlog'
    description: 'Messages pile up in the queues: more work arrives than is done.'
    severity: severity.warning
    scope: queueService.id
    namespace: 'Microsoft.Storage/storageAccounts/queueServices'
    metric: 'QueueMessageCount'
    aggregation: 'Average'
    threshold: backlogThreshold
    // The service measures it once an hour.
    frequency: 'PT1H'
    window: 'PT1H'
  }
  {
    name: 'events-dead-lettered'
    description: 'Event Grid gave up on events and stored them in undelivered-events. The sweep finds their articles; the reason is in the stored event.'
    severity: severity.warning
    scope: eventTopicId
    namespace: 'Microsoft.EventGrid/systemTopics'
    metric: 'DeadLetteredCount'
    aggregation: 'Total'
    threshold: 0
    frequency: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'events-dropped'
    description: 'Event Grid lost events altogether. The sweep finds their articles.'
    severity: severity.warning
    scope: eventTopicId
    namespace: 'Microsoft.EventGrid/systemTopics'
    metric: 'DroppedEventCount'
    aggregation: 'Total'
    threshold: 0
    frequency: 'PT5M'
    window: 'PT15M'
  }
]

resource metricAlertRules 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in metricAlerts: {
    name: '${namePrefix}-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [alert.scope]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.metric
            criterionType: 'StaticThresholdCriterion'
            metricNamespace: alert.namespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.threshold
          }
        ]
      }
      actions: empty(email)
        ? []
        : [
            {
              actionGroupId: recipients.id
            }
          ]
    }
  }
]
