package org.lamina.figure;

import java.util.List;
import java.util.Map;
import org.lamina.model.Model;
import org.lamina.model.Shape;
import org.lamina.testsupport.ModelBuilder;

/** Transformer decoders with attention spelt out, as exporters write them. */
final class Decoders {

    static final int WIDTH = 64;
    private static final Shape TOKENS = Shape.of(1, 16, WIDTH);
    private static final Shape SCORES = Shape.of(1, 4, 16, 16);

    private Decoders() {
    }

    /**
     * A decoder.
     *
     * @param modules whether the program's modules are known
     * @param shared whether all layers read a mask and a table of positions that are inputs of the model
     */
    static Model of(int layers, boolean modules, boolean shared) {
        return of(layers, modules, shared, -1);
    }

    /** The same with a wider perceptron in one layer. */
    static Model of(int layers, boolean modules, boolean shared, int odd) {
        ModelBuilder net = new ModelBuilder("Decoder");
        String x = net.input("ids", 1, 16);
        String mask = shared ? net.input("mask", 1, 1, 16, 16) : "";
        String positions = shared ? net.input("positions", 1, 16, 16) : "";
        x = net.layer("embedding", "Embedding", false, Map.of(), TOKENS, List.of(), x);
        for (int i = 0; i < layers; i++) {
            String path = modules ? "layers." + i + "." : "layer" + i + "_";
            if (modules) {
                net.group("layers." + i, "DecoderLayer");
            }
            x = net.add(path + "add", x, attention(net, path, x, mask, positions));
            String y = net.same(path + "norm2", "LayerNorm", x);
            y = linear(net, path + "up", y, i == odd ? 8 * WIDTH : 4 * WIDTH);
            y = linear(net, path + "down", net.same(path + "gelu", "GELU", y), WIDTH);
            x = net.add(path + "add_1", x, y);
        }
        if (modules) {
            net.group("layers", "ModuleList");
        }
        return net.output("logits", linear(net, "head", net.same("norm", "LayerNorm", x), 1000)).build();
    }

    private static String attention(ModelBuilder net, String path, String x, String mask, String positions) {
        String norm = net.same(path + "norm1", "LayerNorm", x);
        String query = turned(net, path + "query", norm, positions);
        String key = turned(net, path + "key", norm, positions);
        String scores = net.layer(path + "scores", "MatMul", true, Map.of(), SCORES, List.of(), query, key);
        if (!mask.isEmpty()) {
            scores = net.layer(path + "masked", "Add", true, Map.of(), SCORES, List.of(), scores, mask);
        }
        String weights = net.layer(path + "softmax", "Softmax", true, Map.of(), SCORES, List.of(), scores);
        String values = net.layer(path + "mix", "MatMul", true, Map.of(), TOKENS, List.of(), weights,
                linear(net, path + "value", norm, WIDTH));
        return linear(net, path + "out", values, WIDTH);
    }

    private static String turned(ModelBuilder net, String path, String from, String positions) {
        String linear = linear(net, path, from, WIDTH);
        return positions.isEmpty() ? linear
                : net.layer(path + "_rotary", "Mul", true, Map.of(), TOKENS, List.of(), linear, positions);
    }

    private static String linear(ModelBuilder net, String path, String from, long units) {
        return net.layer(path, "Linear", false, Map.of("out_features", units), Shape.of(1, 16, units), List.of(), from);
    }
}
