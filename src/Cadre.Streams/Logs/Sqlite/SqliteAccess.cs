namespace Cadre.Streams;

enum SqliteAccess
{
    Read,
    Write,
    Create,
}
