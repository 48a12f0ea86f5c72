using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;

/// <summary>Reads the observable instruments of the meter BENCH_METER ten times a second into the file BENCH_METER_FILE: one JSON object, replaced as a whole.</summary>
/// <remarks>So a process is counted from inside without a way in that only measuring needs. The runtime asks for this name and this method.</remarks>
internal static class StartupHook
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);
    private static readonly ConcurrentDictionary<string, long> Values = new();
    private static readonly MeterListener Listener = new();
    private static ITimer? _timer;
    private static long _readings;

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable("BENCH_METER") is not { } name || Environment.GetEnvironmentVariable("BENCH_METER_FILE") is not { } file) return;
        Listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == name) listener.EnableMeasurementEvents(instrument);
        };
        Listener.SetMeasurementEventCallback<int>(static (instrument, value, _, _) => Values[instrument.Name] = value);
        Listener.SetMeasurementEventCallback<long>(static (instrument, value, _, _) => Values[instrument.Name] = value);
        Listener.Start();
        _timer = TimeProvider.System.CreateTimer(_ => Read(file), null, Every, Timeout.InfiniteTimeSpan);
    }

    private static void Read(string file)
    {
        Listener.RecordObservableInstruments();
        Values["readings"] = ++_readings;
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(Values));
        File.Move(file + ".new", file, overwrite: true);
        _timer!.Change(Every, Timeout.InfiniteTimeSpan);
    }
}
