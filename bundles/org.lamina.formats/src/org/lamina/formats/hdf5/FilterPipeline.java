package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.lamina.model.ModelFormatException;

/**
 * How chunks were transformed before they were written (section IV.A.2.l): compressed, shuffled, with a checksum.
 *
 * @param filters the numbers of the filters in the order in which they were applied
 */
record FilterPipeline(List<Integer> filters) {

    static final FilterPipeline NONE = new FilterPipeline(List.of());

    private static final int DEFLATE = 1;
    private static final int SHUFFLE = 2;
    private static final int FLETCHER = 3;
    private static final int LZF = 32000;
    private static final int MAX_FILTERS = 32;
    /** Filters of the format, and those registered at the HDF Group that are met most. */
    private static final Map<Integer, String> NAMES = Map.of(4, "szip", 5, "nbit", 6, "scale-offset",
            32001, "blosc", 32004, "lz4", 32008, "bitshuffle", 32013, "zfp", 32015, "zstd", 32026, "blosc2");

    FilterPipeline {
        filters = List.copyOf(filters);
    }

    static FilterPipeline read(Block block) throws ModelFormatException {
        int version = block.u8();
        int count = block.u8();
        if (count > MAX_FILTERS) {
            throw block.storage().broken("at most " + MAX_FILTERS + " filters", count + " filters");
        }
        block.skip(version == 1 ? 6 : 0);
        List<Integer> filters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int filter = block.u16();
            int nameLength = version == 1 || filter >= 256 ? block.u16() : 0;
            block.skip(2);
            int values = block.u16();
            block.skip(version == 1 ? (nameLength + 7) / 8 * 8 : nameLength);
            block.skip(4L * values + (version == 1 && values % 2 == 1 ? 4 : 0));
            filters.add(filter);
        }
        return new FilterPipeline(filters);
    }

    /** The first filter that can't be undone, by name and number; empty if all can. */
    Optional<String> unsupported() {
        return filters.stream().filter(filter -> filter != LZF && (filter < DEFLATE || filter > FLETCHER))
                .findFirst()
                .map(filter -> NAMES.containsKey(filter) ? NAMES.get(filter) + " (filter " + filter + ")"
                        : "the filter " + filter);
    }

    /**
     * The bytes of a chunk as they were before.
     *
     * @param mask a bit for each filter that was left out for this chunk
     * @param size how many bytes there must be
     * @throws IOException if the bytes are damaged
     */
    byte[] undo(byte[] stored, long mask, int size, int elementSize) throws IOException {
        byte[] bytes = stored;
        for (int i = filters.size() - 1; i >= 0; i--) {
            if ((mask >> i & 1) == 0) {
                bytes = switch (filters.get(i)) {
                    case DEFLATE -> inflate(bytes, size + 4);
                    case LZF -> Lzf.decompress(bytes, size + 4);
                    case SHUFFLE -> unshuffle(bytes, elementSize);
                    default -> Arrays.copyOf(bytes, Math.max(0, bytes.length - 4));
                };
            }
        }
        if (bytes.length < size) {
            throw new IOException("a chunk of " + size + " bytes has only " + bytes.length);
        }
        return bytes;
    }

    private static byte[] inflate(byte[] bytes, int limit) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            byte[] out = new byte[limit];
            int length = 0;
            while (length < limit && !inflater.finished()) {
                int count = inflater.inflate(out, length, limit - length);
                if (count == 0) {
                    break;
                }
                length += count;
            }
            return Arrays.copyOf(out, length);
        } catch (DataFormatException e) {
            throw new IOException("a compressed chunk is damaged", e);
        } finally {
            inflater.end();
        }
    }

    private static byte[] unshuffle(byte[] bytes, int elementSize) {
        byte[] out = bytes.clone();
        int count = bytes.length / elementSize;
        for (int i = 0; i < count; i++) {
            for (int b = 0; b < elementSize; b++) {
                out[i * elementSize + b] = bytes[b * count + i];
            }
        }
        return out;
    }
}
