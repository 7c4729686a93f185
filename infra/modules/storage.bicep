// The one storage account: article files, what was made of them, the work queues, the enriched tables, and what the Functions host
// keeps for itself (leases, timer schedules, function keys, the deployed package).
//
// It is one account because the host looks a connection named Storage up as AzureWebJobsStorage first: with a second account
// the triggers would silently listen to the wrong one. Readers and uploaders are kept from the host's part by the scope of
// their roles: single tables, and the container of the articles.

import { containers, internalTables, poisonedUploadsQueue, principal, readableTables, roles, workQueues } from 'names.bicep'

@description('Name of the storage account.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Redundancy of the data.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param sku string

@description('Days for which a deleted or overwritten blob can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int

@description('Days after its last change when a blob moves to the cool tier.')
@minValue(30)
param coolAfterDays int

@description('Principal id of the identity that the function app runs as.')
param appPrincipalId string

@description('Applications that may read the enriched tables, and nothing else.')
param consumers principal[]

@description('Who may add, replace and delete article files, and nothing else.')
param uploaders principal[]

@description('Days after which events that could not be delivered are dropped. By then the sweep has long seen their blobs.')
var undeliveredEventDays = 30

resource account 'Microsoft.Storage/storageAccounts@2026-06-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: sku
  }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-06-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
    containerDeleteRetentionPolicy: {
      enabled: true
      days: softDeleteDays
    }
  }
}

resource blobContainers 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' = [
  for container in items(containers): {
    parent: blobs
    name: container.value
    properties: {
      publicAccess: 'None'
    }
  }
]

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2026-06-01' = {
  parent: account
  name: 'default'
}

// Poison queues exist from the start: whoever looks for failures finds an empty queue, not a missing one.
var queues = concat(workQueues, map(workQueues, queue => '${queue}-poison'), [poisonedUploadsQueue])

resource queueList 'Microsoft.Storage/storageAccounts/queueServices/queues@2026-06-01' = [
  for queue in queues: {
    parent: queueService
    name: queue
  }
]

resource tableService 'Microsoft.Storage/storageAccounts/tableServices@2026-06-01' = {
  parent: account
  name: 'default'
}

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-06-01' = [
  for table in concat(readableTables, internalTables): {
    parent: tableService
    name: table
  }
]

// Article files are never deleted by age: their deletion would delete the article's rows.
resource lifecycle 'Microsoft.Storage/storageAccounts/managementPolicies@2026-06-01' = {
  parent: account
  name: 'default'
  dependsOn: [blobs]
  properties: {
    policy: {
      rules: [
        {
          name: 'cool-old-articles'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containers.articles}/', '${containers.content}/']
            }
            actions: {
              baseBlob: {
                tierToCool: {
                  daysAfterModificationGreaterThan: coolAfterDays
                }
              }
            }
          }
        }
        {
          name: 'drop-undelivered-events'
          type: 'Lifecycle'
          enabled: true
          definition: {
            filters: {
              blobTypes: ['blockBlob']
              prefixMatch: ['${containers.undeliveredEvents}/']
            }
            actions: {
              baseBlob: {
                delete: {
                  daysAfterModificationGreaterThan: undeliveredEventDays
                }
              }
            }
          }
        }
      ]
    }
  }
}

// The host needs to own blobs (leases, keys, and what the blob trigger reads), and adds and takes messages and rows.
var appRoles = [
  roles.blobDataOwner
  roles.queueDataContributor
  roles.tableDataContributor
]

resource appAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in appRoles: {
    name: guid(account.id, appPrincipalId, role)
    scope: account
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

module consumerAccess 'tableReaders.bicep' = [
  for table in readableTables: {
    name: 'readers-${table}'
    params: {
      accountName: account.name
      tableName: table
      readers: consumers
    }
    dependsOn: [tables]
  }
]

resource articleContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-06-01' existing = {
  parent: blobs
  name: containers.articles
}

resource uploaderAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for uploader in uploaders: {
    name: guid(articleContainer.id, uploader.id, roles.blobDataContributor)
    scope: articleContainer
    dependsOn: [blobContainers]
    properties: {
      principalId: uploader.id
      principalType: uploader.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.blobDataContributor)
    }
  }
]

@description('Resource id of the storage account.')
output id string = account.id

@description('Address of the container that holds the deployed package.')
output packageContainerUri string = '${account.properties.primaryEndpoints.blob}${containers.packages}'

@description('Name of the storage account.')
output name string = account.name

@description('Address of the blob service.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Address of the queue service.')
output queueEndpoint string = account.properties.primaryEndpoints.queue

@description('Address of the table service.')
output tableEndpoint string = account.properties.primaryEndpoints.table
