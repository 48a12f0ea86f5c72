using Cadre.Conformance;

return Commands.Run(args, Console.Out, Console.Error);
