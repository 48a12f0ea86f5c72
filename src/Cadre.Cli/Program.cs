using Cadre.Cli;
using Cadre.Cli.Terminals;

using var context = CliContext.OfProcess();
using var interruption = new Interruption();
return await CadreTool.RunAsync(args, context, interruption);
