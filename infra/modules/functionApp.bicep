// The function app on a Flex Consumption plan. Every connection is an address and an identity; there is no key in its settings.

@description('Name of the function app.')
@minLength(2)
@maxLength(32)
param name string

@description('Name of the plan.')
param planName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Resource id of the identity that the app runs as.')
param identityId string

@description('Client id of that identity.')
param identityClientId string

@description('Storage: addresses of its blobs, queues and tables, and of the container that holds the deployed package.')
param storage {
  blobEndpoint: string
  queueEndpoint: string
  tableEndpoint: string
  packageContainerUri: string
}

@description('Application Insights.')
param applicationInsightsConnectionString string

@description('Account of Azure AI Language; empty for the offline analyser.')
param languageAccountName string

@description('Requests a minute that Azure AI Language takes in its tier.')
param languageRequestsPerMinute int

@description('When the sweep looks for missed, changed and deleted articles: six-field NCRONTAB, UTC.')
param reconcileSchedule string

@description('When stuck, waiting and outdated articles are taken up again: six-field NCRONTAB, UTC.')
param reprocessSchedule string

@description('When what is stored is compared with what the articles say: six-field NCRONTAB, UTC.')
param verifySchedule string

@description('Memory of an instance, in megabytes.')
param instanceMemoryMB int

@description('Upper bound of instances, for each of the groups in which functions scale.')
param maximumInstanceCount int

@description('Origins whose pages may call the API from a browser; none when empty.')
param allowedOrigins string[]

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
  }
}

// The host's own connection, and that of triggers and clients. The host takes the first for the second too, so they must agree.
var connectionSettings = [
  {
    name: 'AzureWebJobsStorage__blobServiceUri'
    value: storage.blobEndpoint
  }
  {
    name: 'AzureWebJobsStorage__queueServiceUri'
    value: storage.queueEndpoint
  }
  {
    name: 'AzureWebJobsStorage__tableServiceUri'
    value: storage.tableEndpoint
  }
  {
    name: 'AzureWebJobsStorage__credential'
    value: 'managedidentity'
  }
  {
    name: 'AzureWebJobsStorage__clientId'
    value: identityClientId
  }
  {
    name: 'Storage__blobServiceUri'
    value: storage.blobEndpoint
  }
  {
    name: 'Storage__queueServiceUri'
    value: storage.queueEndpoint
  }
  {
    name: 'Storage__tableServiceUri'
    value: storage.tableEndpoint
  }
  {
    name: 'Storage__credential'
    value: 'managedidentity'
  }
  {
    name: 'Storage__clientId'
    value: identityClientId
  }
]

var appSettings = [
  // The identity that DefaultAzureCredential takes for every other service.
  {
    name: 'AZURE_CLIENT_ID'
    value: identityClientId
  }
  {
    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
    value: applicationInsightsConnectionString
  }
  {
    name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
    value: 'ClientId=${identityClientId};Authorization=AAD'
  }
  // The address / belongs to the app.
  {
    name: 'AzureWebJobsDisableHomepage'
    value: 'true'
  }
  {
    name: 'ReconcileSchedule'
    value: reconcileSchedule
  }
  {
    name: 'ReprocessSchedule'
    value: reprocessSchedule
  }
  {
    name: 'VerifySchedule'
    value: verifySchedule
  }
]

resource language 'Microsoft.CognitiveServices/accounts@2026-07-01' existing = if (!empty(languageAccountName)) {
  name: languageAccountName
}

var languageSettings = empty(languageAccountName)
  ? []
  : [
      {
        name: 'Language__Endpoint'
        value: language!.properties.endpoint
      }
      {
        name: 'Language__RequestsPerMinute'
        value: '${languageRequestsPerMinute}'
      }
    ]

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    functionAppConfig: {
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: storage.packageContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      // Answered by the platform, before the app and without a key. An empty list takes away what an earlier deployment allowed.
      cors: {
        allowedOrigins: allowedOrigins
        supportCredentials: false
      }
      appSettings: concat(connectionSettings, appSettings, languageSettings)
    }
  }

  // Deployment goes by Microsoft Entra ID: the publishing user names and passwords are off.
  resource ftpPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scmPublishing 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Address of the function app.')
output uri string = 'https://${app.properties.defaultHostName}'
