package org.lamina.testsupport;

import java.util.Arrays;
import org.lamina.model.Model;

/** Well-known networks, built in code. */
public final class Networks {

    private Networks() {
    }

    /** A small classifier of 8 by 8 pictures with one residual block. */
    public static Model digits() {
        ModelBuilder net = new ModelBuilder("DigitsNet");
        net.group("stem", "Sequential").group("block", "ResidualBlock");
        String x = net.input("x", 1, 1, 8, 8);
        x = net.relu("stem.2", net.batchNorm("stem.1", net.conv("stem.0", x, 16, 3, 1, 1)));
        String y = net.relu("block.relu", net.conv("block.conv1", x, 16, 3, 1, 1));
        y = net.conv("block.conv2", y, 16, 3, 1, 1);
        x = net.relu("block.relu_1", net.add("block.add", y, x));
        x = net.dropout("dropout", net.flatten("flatten", net.maxPool("pool", x, 2, 2, 0)), 0.25);
        x = net.linear("fc2", net.relu("relu", net.linear("fc1", x, 32)), 10);
        return net.output("logits", x).build();
    }

    /** VGG-16's first blocks and its head: a network without branches. */
    public static Model sequential() {
        ModelBuilder net = new ModelBuilder("VGG");
        String x = net.input("x", 1, 3, 224, 224);
        long[] channels = {64, 128, 256, 512, 512};
        int n = 0;
        for (long width : channels) {
            for (int i = 0; i < 2; i++) {
                x = net.relu("features." + (n + 1), net.conv("features." + n, x, width, 3, 1, 1));
                n += 2;
            }
            x = net.maxPool("features." + n++, x, 2, 2, 0);
        }
        x = net.flatten("flatten", x);
        x = net.relu("classifier.1", net.linear("classifier.0", x, 4096));
        x = net.relu("classifier.4", net.linear("classifier.3", net.dropout("classifier.2", x, 0.5), 4096));
        x = net.softmax("softmax", net.linear("classifier.6", x, 1000));
        return net.output("probabilities", x).build();
    }

    /** ResNet-50 (He et al., 2016), with the paths that torchvision gives its modules. */
    public static Model resNet50() {
        return resNet("ResNet50", 3, 4, 6, 3);
    }

    /** A residual network of bottleneck blocks, with this many blocks in its stages. */
    public static Model resNet(String name, int... blocks) {
        ModelBuilder net = new ModelBuilder(name);
        String x = net.input("x", 1, 3, 224, 224);
        x = net.relu("relu", net.batchNorm("bn1", net.conv("conv1", x, 64, 7, 2, 3)));
        x = net.maxPool("maxpool", x, 3, 2, 1);
        for (int stage = 0; stage < blocks.length; stage++) {
            net.group("layer" + (stage + 1), "Sequential");
            for (int block = 0; block < blocks[stage]; block++) {
                x = bottleneck(net, "layer" + (stage + 1) + "." + block, x, 64L << stage,
                        stage > 0 && block == 0 ? 2 : 1, block == 0);
            }
        }
        x = net.linear("fc", net.flatten("flatten", net.globalPool("avgpool", x)), 1000);
        return net.output("logits", x).build();
    }

    private static String bottleneck(ModelBuilder net, String path, String x, long width, long stride,
            boolean projects) {
        net.group(path, "Bottleneck");
        String y = net.relu(path + ".relu", net.batchNorm(path + ".bn1", net.conv(path + ".conv1", x, width, 1, 1, 0)));
        y = net.conv(path + ".conv2", y, width, 3, stride, 1);
        y = net.relu(path + ".relu_1", net.batchNorm(path + ".bn2", y));
        y = net.batchNorm(path + ".bn3", net.conv(path + ".conv3", y, 4 * width, 1, 1, 0));
        String skip = x;
        if (projects) {
            net.group(path + ".downsample", "Sequential");
            skip = net.batchNorm(path + ".downsample.1",
                    net.conv(path + ".downsample.0", x, 4 * width, 1, stride, 0));
        }
        return net.relu(path + ".relu_2", net.add(path + ".add", y, skip));
    }

    /** U-Net (Ronneberger et al., 2015) with padded convolutions, four levels deep, on 256 by 256 pictures. */
    public static Model uNet() {
        ModelBuilder net = new ModelBuilder("UNet");
        String x = net.input("image", 1, 3, 256, 256);
        String[] skips = new String[4];
        for (int level = 0; level < 4; level++) {
            x = twice(net, "down" + level, x, 64L << level);
            skips[level] = x;
            x = net.maxPool("pool" + level, x, 2, 2, 0);
        }
        x = twice(net, "bottom", x, 1024);
        for (int level = 3; level >= 0; level--) {
            x = net.conv("up" + level + ".reduce", net.upsample("up" + level + ".upsample", x), 64L << level, 1, 1, 0);
            net.group("up" + level, "Up");
            x = twice(net, "right" + level, net.concat("concat" + level, skips[level], x), 64L << level);
        }
        return net.output("mask", net.conv("head", x, 2, 1, 1, 0)).build();
    }

    private static String twice(ModelBuilder net, String path, String x, long channels) {
        net.group(path, "DoubleConv");
        String y = net.relu(path + ".relu1", net.conv(path + ".conv1", x, channels, 3, 1, 1));
        return net.relu(path + ".relu2", net.conv(path + ".conv2", y, channels, 3, 1, 1));
    }

    /** One block of GoogLeNet (Szegedy et al., 2015): four branches that are joined. */
    public static Model inception() {
        ModelBuilder net = new ModelBuilder("Inception");
        String x = net.conv("conv", net.input("x", 1, 3, 112, 112), 192, 3, 2, 1);
        String a = net.conv("a.conv", x, 64, 1, 1, 0);
        String b = net.conv("b.conv2", net.conv("b.conv1", x, 96, 1, 1, 0), 128, 3, 1, 1);
        String c = net.conv("c.conv2", net.conv("c.conv1", x, 16, 1, 1, 0), 32, 5, 1, 2);
        String d = net.conv("d.conv", net.maxPool("d.pool", x, 3, 1, 1), 32, 1, 1, 0);
        x = net.concat("concat", a, b, c, d);
        return net.output("y", net.linear("fc", net.flatten("flatten", net.globalPool("pool", x)), 10)).build();
    }

    /** A dense block (Huang et al., 2017): every layer reads all before it. */
    public static Model denseBlock(int layers) {
        ModelBuilder net = new ModelBuilder("DenseBlock");
        String x = net.conv("stem", net.input("x", 1, 3, 64, 64), 64, 7, 2, 3);
        String[] features = new String[layers + 1];
        features[0] = x;
        for (int i = 0; i < layers; i++) {
            String in = i == 0 ? x : net.concat("concat" + i, Arrays.copyOf(features, i + 1));
            features[i + 1] = net.conv("conv" + i, net.relu("relu" + i, in), 32, 3, 1, 1);
        }
        x = net.concat("concat" + layers, features);
        return net.output("y", net.linear("fc", net.flatten("flatten", net.globalPool("pool", x)), 10)).build();
    }

    /** Two inputs through one tower each, joined, and a layer of a type that nobody knows, without shapes. */
    public static Model odd() {
        ModelBuilder net = new ModelBuilder("Odd");
        String a = net.conv("left.conv", net.input("left", 1, 3, 32, 64), 16, 3, 1, 1);
        String b = net.conv("right.conv", net.input("right", 1, 1, 32, 64), 16, 3, 1, 1);
        String x = net.concat("concat", a, b);
        String mystery = net.unknown("mystery", "com.example::Mystery", x);
        return net.output("y", net.unknown("head", "Linear", mystery)).output("features", x).build();
    }
}
