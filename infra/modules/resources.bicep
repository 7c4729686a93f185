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
param instanceMemoryMB int
param maximumInstanceCount int
param logRetentionDays int
param logDailyCapGb int
param alertEmail string
param backlogAlertThreshold int
param failureAlertThreshold int
param consumers principal[]
param uploaders principal[]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-pipeline-${token}'
  location: location
  tags: tags
}

module hostStorage 'hostStorage.bicep' = {
  name: 'host-storage'
  params: {
    name: 'sthost${token}'
    location: location
    tags: tags
    appPrincipalId: identity.properties.principalId
  }
}

module dataStorage 'dataStorage.bicep' = {
  name: 'data-storage'
  params: {
    name: 'stdata${token}'
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
    hostStorage: {
      blobEndpoint: hostStorage.outputs.blobEndpoint
      queueEndpoint: hostStorage.outputs.queueEndpoint
      tableEndpoint: hostStorage.outputs.tableEndpoint
      packageContainerUri: hostStorage.outputs.packageContainerUri
    }
    dataStorage: {
      blobEndpoint: dataStorage.outputs.blobEndpoint
      queueEndpoint: dataStorage.outputs.queueEndpoint
      tableEndpoint: dataStorage.outputs.tableEndpoint
    }
    applicationInsightsConnectionString: monitoring.outputs.connectionString
    languageEndpoint: language.?outputs.endpoint ?? ''
    reconcileSchedule: reconcileSchedule
    reprocessSchedule: reprocessSchedule
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
  }
}

module eventTopic 'eventTopic.bicep' = {
  name: 'event-topic'
  params: {
    name: 'evgt-pipeline-${token}'
    location: location
    tags: tags
    storageAccountName: dataStorage.outputs.name
  }
}

module alerts 'alerts.bicep' = {
  name: 'alerts'
  params: {
    namePrefix: 'alert-pipeline-${token}'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    storageAccountName: dataStorage.outputs.name
    eventTopicId: eventTopic.outputs.id
    email: alertEmail
    backlogThreshold: backlogAlertThreshold
    failureThreshold: failureAlertThreshold
  }
}

output functionAppName string = functionApp.outputs.name
output functionAppUri string = functionApp.outputs.uri
output eventTopicName string = eventTopic.outputs.name
output storageAccountName string = dataStorage.outputs.name
output tableEndpoint string = dataStorage.outputs.tableEndpoint
