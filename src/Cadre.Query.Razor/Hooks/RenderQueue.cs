namespace Cadre.Query.Razor;

/// <summary>Turns a burst of changes, from any threads, into one rendering.</summary>
internal sealed class RenderQueue(QueryHost host, Action render)
{
    private int _asked;
    private volatile bool _closed;

    /// <remarks>Rendering leaves the thread that tells: that one has other screens to tell, and somebody waits for its write to return.</remarks>
    public void Ask()
    {
        if (_closed || Interlocked.Exchange(ref _asked, 1) == 1) return;
        ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.RunAsync(), this, preferLocal: false);
    }

    public void Close() => _closed = true;

    private async Task RunAsync()
    {
        try
        {
            await host.InvokeAsync(Render);
        }
        catch (Exception) when (_closed)
        {
            // The component, or its renderer, went away meanwhile.
        }
        catch (Exception error)
        {
            await host.DispatchExceptionAsync(error);
        }
    }

    private void Render()
    {
        Interlocked.Exchange(ref _asked, 0);
        if (!_closed) render();
    }
}
