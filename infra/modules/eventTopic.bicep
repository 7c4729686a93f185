// The topic on which the storage account announces what happens to its blobs. Its subscriptions need the running app: see eventing.bicep.

import { containers, deletedEventsQueue, roles } from 'names.bicep'

@description('Name of the topic.')
@minLength(3)
@maxLength(50)
param name string

@description('Azure region; that of the storage account.')
param location string

@description('Tags of every resource.')
param tags object

@description('Storage account whose blobs are watched.')
param storageAccountName string

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' existing = {
  name: storageAccountName
}

resource deletedEvents 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-06-01' existing = {
  name: '${storageAccountName}/default/${deletedEventsQueue}'
}

resource undeliveredEvents 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' existing = {
  name: '${storageAccountName}/default/${containers.undeliveredEvents}'
}

resource topic 'Microsoft.EventGrid/systemTopics@2025-02-15' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'SystemAssigned'
  }
  properties: {
    source: account.id
    topicType: 'Microsoft.Storage.StorageAccounts'
  }
}

resource queueAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(deletedEvents.id, topic.id, roles.queueDataMessageSender)
  scope: deletedEvents
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.queueDataMessageSender)
  }
}

resource deadLetterAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(undeliveredEvents.id, topic.id, roles.blobDataContributor)
  scope: undeliveredEvents
  properties: {
    principalId: topic.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
  }
}

@description('Resource id of the topic.')
output id string = topic.id

@description('Name of the topic.')
output name string = topic.name
