// Azure AI Language, reached with the app's identity only.

import { roles } from 'names.bicep'

@description('Name of the account, and its subdomain: Microsoft Entra ID tokens are accepted only on a subdomain of one\'s own.')
@minLength(2)
@maxLength(64)
param name string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('F0 is free, with 5,000 text records a month and one such account per subscription; S is paid per text record.')
@allowed(['F0', 'S'])
param sku string

@description('Principal id of the identity that the function app runs as.')
param appPrincipalId string

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'TextAnalytics'
  sku: {
    name: sku
  }
  properties: {
    customSubDomainName: name
    disableLocalAuth: true
    publicNetworkAccess: 'Enabled'
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, appPrincipalId, roles.cognitiveServicesUser)
  scope: account
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.cognitiveServicesUser)
  }
}

@description('Name of the account.')
output name string = account.name
