// Everything a deployment of Pipeline needs but the event subscriptions, which eventing.bicep adds once the code runs.

import { principal } from 'modules/names.bicep'

targetScope = 'subscription'

@description('Name of this deployment; part of the resource group\'s name.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Azure region; one that offers the Flex Consumption plan.')
param location string

@description('Resource group; created when it is missing.')
param resourceGroupName string = 'rg-${environmentName}'

@description('Redundancy of the data.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('Days for which a deleted or overwritten blob can be brought back.')
@minValue(1)
@maxValue(365)
param softDeleteDays int = 14

@description('Days after its last change when a blob moves to the cool tier.')
@minValue(30)
param coolAfterDays int = 90

@description('Azure AI Language: none for the offline analyser, F0 (free, one per subscription) or S (paid per text record).')
@allowed(['none', 'F0', 'S'])
param languageSku string = 'none'

@description('When the sweep looks for missed, changed and deleted articles: six-field NCRONTAB, UTC. It finds what events missed.')
param reconcileSchedule string = '0 */15 * * * *'

@description('When stuck, waiting and outdated articles are taken up again: six-field NCRONTAB, UTC.')
param reprocessSchedule string = '0 */5 * * * *'

@description('When what is stored is compared with what the articles say: six-field NCRONTAB, UTC.')
param verifySchedule string = '0 20 3 * * *'

@description('Memory of an instance, in megabytes.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('Upper bound of instances, for each of the groups in which functions scale.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Gigabytes of logs accepted a day; what comes above is dropped until the next day.')
@minValue(1)
param logDailyCapGb int = 5

@description('Address that alerts are sent to; empty to show them in the portal only.')
param alertEmail string = ''

@description('Messages in the queues, on average over an hour, above which the pipeline counts as falling behind.')
@minValue(1)
param backlogAlertThreshold int = 10000

@description('Failed runs of functions in a quarter of an hour above which somebody should look.')
@minValue(1)
param failureAlertThreshold int = 20

@description('Applications that may read the enriched tables, and nothing else.')
param consumers principal[] = []

@description('Who may add, replace and delete article files, and nothing else.')
param uploaders principal[] = []

@description('Origins whose pages may call the API from a browser, such as https://desk.example.org; none when empty.')
param allowedOrigins string[] = []

var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: resourceGroupName
  location: location
  tags: tags
}

module resources 'modules/resources.bicep' = {
  name: 'resources'
  scope: group
  params: {
    location: location
    tags: tags
    token: uniqueString(subscription().id, resourceGroupName, location)
    storageSku: storageSku
    softDeleteDays: softDeleteDays
    coolAfterDays: coolAfterDays
    languageSku: languageSku
    reconcileSchedule: reconcileSchedule
    reprocessSchedule: reprocessSchedule
    verifySchedule: verifySchedule
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    logRetentionDays: logRetentionDays
    logDailyCapGb: logDailyCapGb
    alertEmail: alertEmail
    backlogAlertThreshold: backlogAlertThreshold
    failureAlertThreshold: failureAlertThreshold
    consumers: consumers
    uploaders: uploaders
    allowedOrigins: allowedOrigins
  }
}

// Names of environment variables: the deployment of code and of eventing.bicep reads them.
output AZURE_RESOURCE_GROUP string = group.name
output PIPELINE_FUNCTION_APP string = resources.outputs.functionAppName
output PIPELINE_FUNCTION_APP_URI string = resources.outputs.functionAppUri
output PIPELINE_EVENT_TOPIC string = resources.outputs.eventTopicName
output PIPELINE_STORAGE_ACCOUNT string = resources.outputs.storageAccountName
output PIPELINE_TABLE_ENDPOINT string = resources.outputs.tableEndpoint
