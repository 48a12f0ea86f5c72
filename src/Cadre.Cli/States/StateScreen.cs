using System.Globalization;
using Cadre.Cli.Terminals;
using Cadre.Fleet;
using Spectre.Console;

namespace Cadre.Cli.States;

/// <summary>Shows a state to people: who needs attention first, then the work, then who holds what.</summary>
internal sealed class StateScreen(IAnsiConsole console, int mostRows)
{
    public void Show(string workspace, StateSnapshot snapshot, DateTimeOffset now)
    {
        var state = snapshot.State;
        console.Write(new Paragraph()
            .Append(SafeText.OneLine(workspace), new Style(decoration: Decoration.Bold))
            .Append($" at {snapshot.Cursor}, {Time(snapshot)}\n\n"));
        ShowAgents(state, now);
        ShowTasks(state, now);
        ShowClaims(state, now);
    }

    private static string Time(StateSnapshot snapshot) => snapshot.Time == DateTimeOffset.UnixEpoch
        ? "before the first event"
        : snapshot.Time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private void ShowAgents(FleetState state, DateTimeOffset now)
    {
        Heading("Agents", state.Agents.Count, Breakdown(state.Agents, agent => agent.Status, Order.Agents));
        if (state.Agents.Count == 0)
            return;
        var table = NewTable("", "Agent", "Type", "Task", "Waits for", "Risk", "Done", "Updated");
        foreach (var agent in Attention.Order(state.Agents).Take(mostRows))
        {
            table.AddRow(
                new Text($"● {Word(agent.Status)}", new Style(ColourOf(agent.Status))),
                Cell(agent.Id.Value, 40),
                Cell(agent.Type, 20),
                Cell(agent.CurrentTask is { } task ? $"#{task.Id} {task.Title}" : "", Room(beside: 90)),
                Cell(WaitsFor(agent), Room(beside: 90)),
                new Text(Number(agent.RiskScore), agent.RiskScore >= Attention.HighRisk ? new Style(Color.Red) : Style.Plain),
                Cell(Number(agent.TasksCompleted), 10),
                new Text(Ages.Since(agent.Timestamp, now), new Style(Color.Grey)));
        }

        Write(table, state.Agents.Count);
    }

    private void ShowTasks(FleetState state, DateTimeOffset now)
    {
        Heading("Tasks", state.Tasks.Count, Breakdown(state.Tasks, task => task.Status, Order.Tasks));
        if (state.Progress is { TotalTasks: > 0 } progress)
        {
            var done = (int)Math.Clamp(Math.Round(progress.Percentage / 5), 0, 20);
            console.Write(new Paragraph()
                .Append("  " + new string('━', done), new Style(Color.Green))
                .Append(new string('━', 20 - done), new Style(Color.Grey))
                .Append($"  {Number(progress.CompletedTasks)} of {Number(progress.TotalTasks)} done, {Number(progress.Percentage)} %\n\n"));
        }

        FleetTask[] open = [.. state.Tasks.Where(task => Order.Open.Contains(task.Status)).OrderBy(task => Array.IndexOf(Order.Open, task.Status)).ThenByDescending(task => task.Timestamp)];
        if (open.Length == 0)
            return;
        var table = NewTable("", "Task", "Title", "Agent", "Waits for", "Progress", "Updated");
        foreach (var task in open.Take(mostRows))
        {
            table.AddRow(
                new Text($"● {Word(task.Status)}", new Style(ColourOf(task.Status))),
                Cell($"#{task.Id}", 20),
                Cell(task.Title, Room(beside: 85)),
                Cell(task.AgentId?.Value ?? "", 40),
                Cell(string.Join(", ", task.BlockedBy.Select(id => $"#{id}")), 30),
                Cell(task.Progress is { } percent ? $"{Number(percent)} %" : "", 10),
                new Text(Ages.Since(task.Timestamp, now), new Style(Color.Grey)));
        }

        Write(table, open.Length);
    }

    private void ShowClaims(FleetState state, DateTimeOffset now)
    {
        if (state.Claims.Count == 0)
            return;
        Heading("Claims", state.Claims.Count, "");
        var table = NewTable("Resource", "Agent", "Mode", "Expires", "Note");
        foreach (var claim in state.Claims.OrderBy(claim => claim.ExpiresAt).Take(mostRows))
            table.AddRow(Cell(claim.Resource, 60), Cell(claim.AgentId.Value, 40), Cell(Word(claim.Mode), 10), Cell(Ages.Until(claim.ExpiresAt, now), 10), Cell(claim.Note ?? "", 40));
        Write(table, state.Claims.Count);
    }

    // What long texts may take beside the other columns, so that a row stays on a line.
    private int Room(int beside) => Math.Clamp(console.Profile.Width - beside, 16, 60);

    private void Heading(string name, int count, string breakdown) =>
        console.Write(new Paragraph()
            .Append(name, new Style(decoration: Decoration.Bold))
            .Append($"  {Number(count)}{(breakdown.Length > 0 ? $": {breakdown}" : "")}\n"));

    private void Write(Table table, int rows)
    {
        console.Write(table);
        if (rows > mostRows)
            console.Write(new Text($"  … and {Number(rows - mostRows)} more; --all shows them\n", new Style(Color.Grey)));
        console.WriteLine();
    }

    private static string Breakdown<T, TStatus>(IEnumerable<T> entities, Func<T, TStatus> statusOf, TStatus[] order)
        where TStatus : struct, Enum
    {
        var counts = entities.CountBy(statusOf).ToDictionary();
        return string.Join(", ", order.Where(counts.ContainsKey).Select(status => $"{Number(counts[status])} {Word(status)}"));
    }

    private static string WaitsFor(Agent agent) =>
        string.Join(", ", new[] { agent.Blocker }.Concat(agent.Dependencies).Where(text => !string.IsNullOrEmpty(text)));

    private static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(Color.Grey))).PadLeft(0).PadRight(2));
        return table;
    }

    private static Text Cell(string text, int longest) => new Text(SafeText.OneLine(text, longest)).Ellipsis();

    private static string Number(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    private static string Word<T>(T status) where T : struct, Enum => status switch
    {
        FleetTaskStatus.InProgress => "in progress",
        _ => status.ToString().ToLowerInvariant(),
    };

    private static Color ColourOf(AgentStatus status) => status switch
    {
        AgentStatus.Error => Color.Red,
        AgentStatus.Blocked => Color.Yellow,
        AgentStatus.Running => Color.Green,
        AgentStatus.Resolved => Color.Aqua,
        _ => Color.Grey,
    };

    private static Color ColourOf(FleetTaskStatus status) => status switch
    {
        FleetTaskStatus.Failed => Color.Red,
        FleetTaskStatus.Blocked => Color.Yellow,
        FleetTaskStatus.InProgress => Color.Green,
        _ => Color.Grey,
    };

    private static class Order
    {
        public static readonly AgentStatus[] Agents = [AgentStatus.Error, AgentStatus.Blocked, AgentStatus.Running, AgentStatus.Resolved, AgentStatus.Idle];
        public static readonly FleetTaskStatus[] Open = [FleetTaskStatus.Failed, FleetTaskStatus.Blocked, FleetTaskStatus.InProgress, FleetTaskStatus.Pending];
        public static readonly FleetTaskStatus[] Tasks = [.. Open, FleetTaskStatus.Completed];
    }
}
