global using Cadre.TestKit;
