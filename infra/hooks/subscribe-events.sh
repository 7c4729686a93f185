#!/bin/sh
# Deploys eventing.bicep. Runs after the code was deployed; `azd` passes the outputs of main.bicep as environment variables.
set -eu

cd "$(dirname "$0")/.."

# The webhook answers, and its key exists, some time after the first start of the app.
attempts=5
pause_seconds=30

attempt=1
until az deployment group create \
    --name pipeline-eventing \
    --subscription "$AZURE_SUBSCRIPTION_ID" \
    --resource-group "$AZURE_RESOURCE_GROUP" \
    --template-file eventing.bicep \
    --parameters \
        functionAppName="$PIPELINE_FUNCTION_APP" \
        eventTopicName="$PIPELINE_EVENT_TOPIC" \
        storageAccountName="$PIPELINE_STORAGE_ACCOUNT" \
    --output none
do
    if [ "$attempt" -ge "$attempts" ]; then
        echo "The event subscriptions could not be made in $attempts attempts. Once the app runs: azd hooks run postdeploy" >&2
        exit 1
    fi
    echo "The app does not answer yet; attempt $attempt of $attempts. Waiting $pause_seconds seconds." >&2
    attempt=$((attempt + 1))
    sleep "$pause_seconds"
done
