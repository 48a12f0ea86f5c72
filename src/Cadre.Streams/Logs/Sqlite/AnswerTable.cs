namespace Cadre.Streams;

/// <summary>The recorded answers of all streams.</summary>
sealed class AnswerTable(SqliteDatabase database)
{
    public Dictionary<string, RecordedAnswer> Read(long stream, IReadOnlyCollection<string> keys, long now)
    {
        var answers = new Dictionary<string, RecordedAnswer>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var statement = database.Prepare("SELECT data, expires_at FROM answers WHERE stream = ? AND key = ? AND expires_at > ?");
            using var rows = statement.Bind(stream).Bind(key).Bind(now).Query();
            if (rows.Read()) answers[key] = new(rows.Bytes(0), rows.Integer(1));
        }

        return answers;
    }

    public void Put(long stream, string key, RecordedAnswer answer) =>
        database.Prepare(
            """
            INSERT INTO answers (stream, key, expires_at, data) VALUES (?, ?, ?, ?)
            ON CONFLICT (stream, key) DO UPDATE SET expires_at = excluded.expires_at, data = excluded.data
            """).Bind(stream).Bind(key).Bind(answer.ExpiresAt).Bind(answer.Data.Span).Run();

    /// <summary>Forgets some of the answers that have expired.</summary>
    public void DeleteExpired(long now, int limit) =>
        database.Prepare("DELETE FROM answers WHERE id IN (SELECT id FROM answers WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)")
            .Bind(now).Bind(limit).Run();
}
