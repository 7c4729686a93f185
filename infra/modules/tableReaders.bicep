// Lets applications read one table.

import { principal, roles } from 'names.bicep'

@description('Storage account of the table.')
param accountName string

@description('The table.')
param tableName string

@description('Who may read it.')
param readers principal[]

resource table 'Microsoft.Storage/storageAccounts/tableServices/tables@2026-06-01' existing = {
  name: '${accountName}/default/${tableName}'
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for reader in readers: {
    name: guid(table.id, reader.id, roles.tableDataReader)
    scope: table
    properties: {
      principalId: reader.id
      principalType: reader.type
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.tableDataReader)
    }
  }
]
