// Logs and metrics of the app. Telemetry is accepted from the app's identity only.

import { roles } from 'names.bicep'

@description('Name of the Log Analytics workspace.')
param workspaceName string

@description('Name of the Application Insights component.')
param componentName string

@description('Azure region.')
param location string

@description('Tags of every resource.')
param tags object

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('Gigabytes of logs accepted a day; what comes above is dropped until the next day.')
@minValue(1)
param dailyCapGb int

@description('Principal id of the identity that the function app runs as.')
param appPrincipalId string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
    workspaceCapping: {
      dailyQuotaGb: dailyCapGb
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, appPrincipalId, roles.monitoringMetricsPublisher)
  scope: component
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId(
      'Microsoft.Authorization/roleDefinitions',
      roles.monitoringMetricsPublisher
    )
  }
}

@description('Resource id of the workspace.')
output workspaceId string = workspace.id

@description('Where the app sends its telemetry. It holds no secret: keys are not accepted.')
output connectionString string = component.properties.ConnectionString
