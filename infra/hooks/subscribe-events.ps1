# Deploys eventing.bicep. Runs after the code was deployed; `azd` passes the outputs of main.bicep as environment variables.
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
# The exit code is looked at below.
$PSNativeCommandUseErrorActionPreference = $false

$template = Join-Path (Split-Path -Parent $PSScriptRoot) 'eventing.bicep'

# The webhook answers, and its key exists, some time after the first start of the app.
$attempts = 5
$pauseSeconds = 30

for ($attempt = 1; $attempt -le $attempts; $attempt++) {
    az deployment group create `
        --name pipeline-eventing `
        --subscription $env:AZURE_SUBSCRIPTION_ID `
        --resource-group $env:AZURE_RESOURCE_GROUP `
        --template-file $template `
        --parameters `
            functionAppName=$env:PIPELINE_FUNCTION_APP `
            eventTopicName=$env:PIPELINE_EVENT_TOPIC `
            storageAccountName=$env:PIPELINE_STORAGE_ACCOUNT `
        --output none

    if ($LASTEXITCODE -eq 0) {
        exit 0
    }

    if ($attempt -lt $attempts) {
        Write-Warning "The app does not answer yet; attempt $attempt of $attempts. Waiting $pauseSeconds seconds."
        Start-Sleep -Seconds $pauseSeconds
    }
}

Write-Error "The event subscriptions could not be made in $attempts attempts. Once the app runs: azd hooks run postdeploy" -ErrorAction Continue
exit 1
