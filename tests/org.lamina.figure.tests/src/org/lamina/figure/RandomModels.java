package org.lamina.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lamina.model.Model;
import org.lamina.model.Shape;
import org.lamina.testsupport.ModelBuilder;

/** Models with any data flow, the same for the same seed. */
final class RandomModels {

    private RandomModels() {
    }

    /** A network of 3 to 20 layers, each of which reads one to three values that are there already. */
    static Model of(long seed) {
        Random random = new Random(seed);
        ModelBuilder net = new ModelBuilder("Random" + seed);
        List<String> values = new ArrayList<>();
        values.add(net.input("x", 1, 8, 32, 32));
        if (random.nextInt(4) == 0) {
            values.add(net.input("second", 1, 8, 32, 32));
        }
        int layers = 3 + random.nextInt(18);
        for (int i = 0; i < layers; i++) {
            String scope = random.nextInt(3) == 0 ? "" : "part" + i / 5 + ".";
            String path = scope + "layer" + i;
            String one = recent(values, random);
            Shape shape = random.nextInt(8) == 0 ? null
                    : Shape.of(1, 1 + random.nextInt(64), 8L << random.nextInt(4), 32);
            values.add(switch (random.nextInt(6)) {
                case 0 -> net.layer(path, "ReLU", true, Map.of(), shape, List.of(), one);
                case 1, 2 -> net.layer(path, "Add", true, Map.of(), shape, List.of(), one, recent(values, random),
                        recent(values, random));
                case 3 -> net.layer(path, "Strange", false, Map.of(), shape, List.of(), one, recent(values, random));
                default -> net.layer(path, "Conv2d", false, Map.of(), shape, List.of(), one);
            });
            if (random.nextInt(3) == 0) {
                values.remove(random.nextInt(values.size()));
            }
        }
        for (int part = 0; part < 5; part++) {
            net.group("part" + part, "Sequential");
        }
        return net.output("y", values.get(values.size() - 1)).build();
    }

    private static String recent(List<String> values, Random random) {
        int back = (int) Math.abs(random.nextGaussian() * 2);
        return values.get(Math.max(0, values.size() - 1 - back));
    }
}
