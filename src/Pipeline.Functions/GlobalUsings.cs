#if AZURE_FUNCTIONS
global using Microsoft.Azure.Functions.Worker;
#else
global using Pipeline.LocalHost;
#endif
