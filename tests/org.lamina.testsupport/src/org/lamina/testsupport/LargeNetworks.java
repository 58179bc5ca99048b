package org.lamina.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lamina.model.Model;
import org.lamina.model.Shape;

/** Graphs as large as exporters write them: one node for each primitive operation. */
public final class LargeNetworks {

    private static final Shape SHAPE = Shape.of(1, 2048);

    private LargeNetworks() {
    }

    /**
     * A transformer decoder of the LLaMA kind (Touvron et al., 2023), down to the primitive operations: 60 of them and
     * 82 connections a layer. The tensors cos, sin and mask are made once and feed every layer.
     */
    public static Model decoder(int layers) {
        ModelBuilder net = new ModelBuilder("Decoder" + layers);
        String ids = net.input("input_ids", 1, 2048);
        String mask = net.input("attention_mask", 1, 2048);
        String x = op(net, "embed_tokens", "Embedding", ids);
        mask = op(net, "mask.mul", "Mul", op(net, "mask.sub", "Sub", op(net, "mask.cast", "Cast",
                op(net, "mask.unsqueeze", "Unsqueeze", mask))));
        String angle = op(net, "rotary.mul", "Mul", op(net, "rotary.range", "Range", ids));
        String cos = op(net, "rotary.cos", "Cos", angle);
        String sin = op(net, "rotary.sin", "Sin", angle);
        net.group("layers", "ModuleList");
        for (int i = 0; i < layers; i++) {
            x = layer(net, "layers." + i, x, cos, sin, mask);
        }
        return net.output("logits", net.linear("lm_head", x, 32000)).build();
    }

    private static String layer(ModelBuilder net, String path, String x, String cos, String sin, String mask) {
        net.group(path, "DecoderLayer");
        String y = norm(net, path + ".input_layernorm", x);
        y = attention(net, path + ".self_attn", y, cos, sin, mask);
        String sum = op(net, path + ".add", "Add", x, y);
        y = norm(net, path + ".post_attention_layernorm", sum);
        String mlp = path + ".mlp";
        net.group(mlp, "MLP");
        String gate = net.linear(mlp + ".gate_proj", y, 2048);
        gate = op(net, mlp + ".mul", "Mul", gate, op(net, mlp + ".sigmoid", "Sigmoid", gate));
        String up = net.linear(mlp + ".up_proj", y, 2048);
        y = net.linear(mlp + ".down_proj", op(net, mlp + ".mul_1", "Mul", gate, up), 2048);
        return op(net, path + ".add_1", "Add", sum, y);
    }

    private static String norm(ModelBuilder net, String path, String x) {
        net.group(path, "RMSNorm");
        String wide = op(net, path + ".cast", "Cast", x);
        String mean = op(net, path + ".mean", "Mean", op(net, path + ".pow", "Pow", wide));
        String root = op(net, path + ".sqrt", "Sqrt", op(net, path + ".add", "Add", mean));
        String scaled = op(net, path + ".mul", "Mul", wide, op(net, path + ".reciprocal", "Reciprocal", root));
        return op(net, path + ".mul_1", "Mul", scaled);
    }

    private static String attention(ModelBuilder net, String path, String x, String cos, String sin, String mask) {
        net.group(path, "Attention");
        String q = heads(net, path, "q", x, mask);
        String k = heads(net, path, "k", x, mask);
        String v = heads(net, path, "v", x, mask);
        q = rotate(net, path, "q", q, cos, sin);
        k = rotate(net, path, "k", k, cos, sin);
        k = op(net, path + ".k_repeat", "Expand", op(net, path + ".k_unsqueeze", "Unsqueeze", k), mask);
        v = op(net, path + ".v_repeat", "Expand", op(net, path + ".v_unsqueeze", "Unsqueeze", v), mask);
        String scores = op(net, path + ".scores", "MatMul", q, op(net, path + ".k_turned", "Transpose", k));
        scores = op(net, path + ".masked", "Add", op(net, path + ".scaled", "Mul", scores), mask);
        String y = op(net, path + ".weighted", "MatMul", op(net, path + ".softmax", "Softmax", scores), v);
        y = op(net, path + ".joined", "Reshape", op(net, path + ".turned", "Transpose", y));
        return net.linear(path + ".o_proj", y, 2048);
    }

    private static String heads(ModelBuilder net, String path, String name, String x, String mask) {
        String y = net.linear(path + "." + name + "_proj", x, 2048);
        y = op(net, path + "." + name + "_split", "Reshape", y, mask);
        return op(net, path + "." + name + "_heads", "Transpose", y);
    }

    private static String rotate(ModelBuilder net, String path, String name, String x, String cos, String sin) {
        String first = op(net, path + "." + name + "_first", "Slice", x);
        String second = op(net, path + "." + name + "_neg", "Neg", op(net, path + "." + name + "_second", "Slice", x));
        String turned = op(net, path + "." + name + "_half", "Concat", second, first);
        return op(net, path + "." + name + "_rotated", "Add", op(net, path + "." + name + "_cos", "Mul", x, cos),
                op(net, path + "." + name + "_sin", "Mul", turned, sin));
    }

    /** A graph without scopes and without repeats, whose layers read one or two of the values before them. */
    public static Model tangle(int layers, long seed) {
        Random random = new Random(seed);
        ModelBuilder net = new ModelBuilder("Tangle" + layers);
        List<String> values = new ArrayList<>(List.of(net.input("x", 1, 2048)));
        for (int i = 0; i < layers; i++) {
            String near = recent(values, random, 2);
            String type = List.of("Relu", "Mul", "Sqrt", "Conv", "Add").get(random.nextInt(5));
            values.add(random.nextInt(3) > 0 ? op(net, "node" + i, type, near)
                    : op(net, "node" + i, type, near, recent(values, random, random.nextInt(12) == 0 ? 60 : 6)));
        }
        return net.output("y", values.get(values.size() - 1)).build();
    }

    private static String recent(List<String> values, Random random, double reach) {
        int back = (int) Math.abs(random.nextGaussian() * reach);
        return values.get(Math.max(0, values.size() - 1 - back));
    }

    private static String op(ModelBuilder net, String path, String type, String... from) {
        return net.layer(path, type, true, Map.of(), SHAPE, List.of(), from);
    }
}
