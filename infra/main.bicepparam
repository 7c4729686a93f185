using 'main.bicep'

// `azd` sets these; the defaults serve whoever deploys by hand.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'pipeline')
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')

// `azd env set NAME VALUE` changes these.
param languageSku = readEnvironmentVariable('PIPELINE_LANGUAGE_SKU', 'none')
param alertEmail = readEnvironmentVariable('PIPELINE_ALERT_EMAIL', '')

// The object ids of the managed identities of applications that read the tables, and of whoever drops articles:
// param consumers = [{ id: '00000000-0000-0000-0000-000000000000', type: 'ServicePrincipal' }]
param consumers = []
param uploaders = []

// Origins with commas between, such as https://desk.example.org,https://archive.example.org.
var origins = readEnvironmentVariable('PIPELINE_ALLOWED_ORIGINS', '')
param allowedOrigins = empty(origins) ? [] : split(origins, ',')
