using System.Buffers.Binary;
using System.Numerics;

namespace Cadre.Streams;

/// <summary>CRC-32C over a row, so that a rotten page is noticed instead of served: SQLite does not check its pages.</summary>
static class Checksum
{
    public static uint Of(long sequence, long time, ReadOnlySpan<byte> data)
    {
        var crc = BitOperations.Crc32C(BitOperations.Crc32C(uint.MaxValue, (ulong)sequence), (ulong)time);
        while (data.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (var value in data) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
