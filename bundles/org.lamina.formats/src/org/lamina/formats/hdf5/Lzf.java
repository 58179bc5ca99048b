package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.Arrays;

/** Decompresses LZF, the filter that h5py adds to HDF5 (LibLZF: runs of literals, and copies of what stands before). */
final class Lzf {

    private static final int FIRST_COPY = 32;
    private static final int LONG_COPY = 7;

    private Lzf() {
    }

    /**
     * Decompresses bytes.
     *
     * @param limit the most bytes that there may be
     * @throws IOException if the bytes are damaged, or decompress to more
     */
    static byte[] decompress(byte[] in, int limit) throws IOException {
        byte[] out = new byte[limit];
        int from = 0;
        int to = 0;
        while (from < in.length) {
            int control = in[from++] & 0xFF;
            if (control < FIRST_COPY) {
                int length = control + 1;
                check(length <= in.length - from && length <= limit - to);
                System.arraycopy(in, from, out, to, length);
                from += length;
                to += length;
            } else {
                int length = control >> 5;
                int more = length == LONG_COPY ? 2 : 1;
                check(more <= in.length - from);
                length += 2 + (more == 2 ? in[from++] & 0xFF : 0);
                int source = to - ((control & 31) << 8 | in[from++] & 0xFF) - 1;
                check(source >= 0 && length <= limit - to);
                for (int i = 0; i < length; i++) {
                    out[to++] = out[source + i];
                }
            }
        }
        return Arrays.copyOf(out, to);
    }

    private static void check(boolean sound) throws IOException {
        if (!sound) {
            throw new IOException("a chunk compressed by lzf is damaged");
        }
    }
}
