package org.lamina.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All targets in one, for a short run: the first byte of an input chooses the target. */
record AnyTarget(List<Target> targets) implements Target {

    static final String NAME = "any";
    private static final int LARGEST_SEED = 8 << 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void read(byte[] bytes) throws Exception {
        if (bytes.length > 0) {
            targets.get((bytes[0] & 0xff) % targets.size()).read(Arrays.copyOfRange(bytes, 1, bytes.length));
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            for (byte[] seed : targets.get(i).seeds()) {
                if (seed.length <= LARGEST_SEED) {
                    byte[] chosen = new byte[seed.length + 1];
                    chosen[0] = (byte) i;
                    System.arraycopy(seed, 0, chosen, 1, seed.length);
                    seeds.add(chosen);
                }
            }
        }
        return seeds;
    }
}
