using Cadre.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PagesGuide;

public static class SetUpGuide
{
    public static void SetUp(IServiceCollection services)
    {
        #region set-up
        services.AddCadrePages(typeof(BoardDocument), [typeof(BoardDocument).Assembly]);
        services.AddSingleton<IPageHost, BoardHost>();
        services.AddSingleton<Board>();
        #endregion
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        #region map
        app.MapPageAssets();
        app.MapLivePage<BoardPage>("/boards/{board}");
        #endregion

        #region form
        app.MapPost("/cards/{id}", async (string id, Board board, HttpRequest request) =>
        {
            board.Write(id, (await request.ReadFormAsync())["text"].ToString());
            return Results.Redirect(request.Headers.Referer.ToString(), preserveMethod: false);
        }).RequireSameOrigin();
        #endregion
    }
}
