// Everything a deployment needs, in one resource group.

import { principal } from 'names.bicep'

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Suffix that makes names unique.')
param token string

param storageSku string
param softDeleteDays int
param coolAfterDays int
param languageSku string
param reconcileSchedule string
param reprocessSchedule string

@description('When what is stored is compared with what the articles say: six-field NCRONTAB, UTC.')
param verifySchedule string
param instanceMemoryMB int
param maximumInstanceCount int
param logRetentionDays int
param logDailyCapGb int
param alertEmail string
param backlogAlertThreshold int
param failureAlertThreshold int
param consumers principal[]
param uploaders principal[]
param allowedOrigins string[]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-pipeline-${token}'
  location: location
  tags: tags
}

module storage 'storage.bicep' = {
  name: 'storage'
  params: {
    name: 'stpipeline${token}'
    location: location
    tags: tags
    sku: storageSku
    softDeleteDays: softDeleteDays
    coolAfterDays: coolAfterDays
    appPrincipalId: identity.properties.principalId
    consumers: consumers
    uploaders: uploaders
  }
}

module language 'language.bicep' = if (languageSku != 'none') {
  name: 'language'
  params: {
    name: 'lang-pipeline-${token}'
    location: location
    tags: tags
    sku: languageSku
    appPrincipalId: identity.properties.principalId
  }
}

module monitoring 'monitoring.bicep' = {
  name: 'monitoring'
  params: {
    workspaceName: 'log-pipeline-${token}'
    componentName: 'appi-pipeline-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyCapGb: logDailyCapGb
    appPrincipalId: identity.properties.principalId
  }
}

module functionApp 'functionApp.bicep' = {
  name: 'function-app'
  params: {
    name: 'func-pipeline-${token}'
    planName: 'plan-pipeline-${token}'
    location: location
    tags: union(tags, {
      // How the deployment of code finds this app: the service's name in azure.yaml.
      'azd-service-name': 'functions'
    })
    identityId: identity.id
    identityClientId: identity.properties.clientId
    storage: {
      blobEndpoint: storage.outputs.blobEndpoint
      queueEndpoint: storage.outputs.queueEndpoint
      tableEndpoint: storage.outputs.tableEndpoint
      packageContainerUri: storage.outputs.packageContainerUri
    }
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    languageAccountName: language.?outputs.name ?? ''
    // https://learn.microsoft.com/azure/ai-services/language-service/concepts/data-limits
    languageRequestsPerMinute: languageSku == 'F0' ? 300 : 1000
    reconcileSchedule: reconcileSchedule
    reprocessSchedule: reprocessSchedule
    verifySchedule: verifySchedule
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    allowedOrigins: allowedOrigins
  }
}

module eventTopic 'eventTopic.bicep' = {
  name: 'event-topic'
  params: {
    name: 'evgt-pipeline-${token}'
    location: location
    tags: tags
    storageAccountName: storage.outputs.name
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    namePrefix: 'alert-pipeline-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    storageAccountName: storage.outputs.name
    eventTopicId: eventTopic.outputs.id
    email: alertEmail
    backlogThreshold: backlogAlertThreshold
    failureThreshold: failureAlertThreshold
  }
}

output functionAppName string = functionApp.outputs.name
output functionAppUri string = functionApp.outputs.uri
output eventTopicName string = eventTopic.outputs.name
output storageAccountName string = storage.outputs.name
output tableEndpoint string = storage.outputs.tableEndpoint
