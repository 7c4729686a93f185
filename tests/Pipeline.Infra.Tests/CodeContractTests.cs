using System.Reflection;
using Pipeline.Core.Storage;
using Pipeline.Functions;
using Pipeline.LocalHost;
using Pipeline.Tables;

namespace Pipeline.Infra.Tests;

/// <summary>What the code asks of a deployment, and what the deployment takes for granted about the code.</summary>
public sealed class CodeContractTests(Deployments deployments)
{
    private static readonly MethodInfo[] Functions =
        [.. typeof(ArticleUploaded).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(FunctionAttribute)))];

    private static readonly string[] FunctionNames = [.. Functions.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name)];

    [Fact]
    public void Every_queue_that_triggers_a_function_is_deployed()
    {
        var deployed = deployments.Plain.NamesOf("Microsoft.Storage/storageAccounts/queueServices/queues").ToHashSet(StringComparer.Ordinal);
        var triggers = Triggers<QueueTriggerAttribute>().Select(trigger => trigger.QueueName).ToList();

        Assert.NotEmpty(triggers);
        Assert.All(triggers, queue => Assert.Contains(queue, deployed));
        Assert.All(triggers.Where(queue => !queue.EndsWith("-poison", StringComparison.Ordinal)), queue => Assert.Contains($"{queue}-poison", deployed));
    }

    [Fact]
    public void Every_setting_that_a_schedule_names_is_deployed()
    {
        var settings = deployments.Plain.AppSettings();
        var schedules = Triggers<TimerTriggerAttribute>().Select(trigger => trigger.Schedule).ToList();

        Assert.NotEmpty(schedules);
        Assert.All(schedules, schedule => Assert.Contains(schedule.Trim('%').Replace(":", "__", StringComparison.Ordinal), settings));
    }

    [Fact]
    public void Every_table_of_the_code_is_deployed_and_no_other() => Assert.Equal(
        TableNames.All.Concat(PipelineStorage.InternalTables).Order(StringComparer.Ordinal),
        deployments.Plain.NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables"));

    [Fact]
    public void The_containers_of_the_code_are_deployed()
    {
        var deployed = deployments.Plain.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers").ToList();

        Assert.Contains(PipelineStorage.ArticlesContainer, deployed);
        Assert.Contains(PipelineStorage.ContentContainer, deployed);
        Assert.Contains(PipelineStorage.AnalysisCacheContainer, deployed);
        Assert.Contains(PipelineStorage.UpkeepContainer, deployed);
    }

    [Fact]
    public void The_settings_of_the_storage_connection_have_the_name_that_the_code_looks_up() =>
        Assert.Contains($"{StorageConnection.Name}__blobServiceUri", deployments.Plain.AppSettings());

    [Theory]
    [InlineData("ArticleUploaded")] // eventing.bicep
    [InlineData("CleanAndSegment")] // alerts.bicep
    [InlineData("EnrichArticle")]
    [InlineData("Reconcile")]
    [InlineData("Reprocess")]
    [InlineData("CleanPoisoned")]
    [InlineData("EnrichPoisoned")]
    [InlineData("ReconcilePoisoned")]
    [InlineData("UploadPoisoned")]
    public void The_functions_that_templates_name_exist(string function)
    {
        Assert.Contains(function, FunctionNames);
        Assert.Contains(function, deployments.Full.Text + deployments.Eventing.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_function_of_a_poison_queue_is_watched() => Assert.All(
        Functions.Where(method => method.GetParameters().Any(IsPoisonTrigger)),
        method => Assert.Contains($"\\\"{method.GetCustomAttribute<FunctionAttribute>()!.Name}\\\"", deployments.Full.Text, StringComparison.OrdinalIgnoreCase));

    private static bool IsPoisonTrigger(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<QueueTriggerAttribute>()?.QueueName.EndsWith("-poison", StringComparison.Ordinal) is true;

    private static IEnumerable<TTrigger> Triggers<TTrigger>()
        where TTrigger : Attribute =>
        Functions.SelectMany(method => method.GetParameters()).Select(parameter => parameter.GetCustomAttribute<TTrigger>()).OfType<TTrigger>();
}
