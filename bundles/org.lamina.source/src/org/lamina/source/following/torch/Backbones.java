package org.lamina.source.following.torch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/**
 * The networks that torchvision, timm and PyTorch Hub make by name: which layer is the last, and what is inside that
 * behaves otherwise in training (torchvision 0.20, source of {@code torchvision.models}).
 */
final class Backbones {

    /** The classes of ImageNet. */
    private static final long CLASSES = 1000;

    /**
     * A family of networks.
     *
     * @param names the names of its functions
     * @param head the attribute of the last layer; empty where it is none that a program replaces alone
     * @param inside what it contains that behaves otherwise in training; empty for nothing
     */
    private record Family(Pattern names, String head, String inside) {
        Family(String names, String head, String inside) {
            this(Pattern.compile(names), head, inside);
        }
    }

    private static final List<Family> FAMILIES = List.of(
            new Family("resnet\\d+|resnext\\d+_\\w+|wide_resnet\\w+|shufflenet_v2\\w+|regnet_\\w+|googlenet", "fc",
                    "BatchNorm2d"),
            new Family("inception_v3", "fc", "BatchNorm2d"), new Family("densenet\\d+", "classifier", "BatchNorm2d"),
            new Family("vgg\\d+_bn", "classifier.6", "BatchNorm2d"), new Family("vgg\\d+", "classifier.6", "Dropout"),
            new Family("alexnet", "classifier.6", "Dropout"), new Family("squeezenet\\w+", "", "Dropout"),
            new Family("mobilenet_v2|efficientnet_\\w+|mnasnet\\w+", "classifier.1", "BatchNorm2d"),
            new Family("mobilenet_v3\\w+", "classifier.3", "BatchNorm2d"),
            new Family("convnext_\\w+", "classifier.2", "StochasticDepth"),
            new Family("vit_\\w+", "heads.head", ""), new Family("swin_\\w+", "head", "StochasticDepth"),
            new Family("maxvit_\\w+", "", "BatchNorm2d"),
            new Family("(fcn|deeplabv3|lraspp)_\\w+", "", "BatchNorm2d"),
            new Family("(r3d|mc3|r2plus1d)_18", "fc", "BatchNorm3d"));

    /** The inputs of the last layer where one number of a family's name tells them. */
    private static final Map<String, Long> FEATURES = Map.of("resnet18", 512L, "resnet34", 512L, "resnet50", 2048L,
            "resnet101", 2048L, "resnet152", 2048L, "vgg16", 4096L, "vgg19", 4096L, "mobilenet_v2", 1280L,
            "densenet121", 1024L, "alexnet", 4096L);

    private Backbones() {
    }

    /** The network that a call makes; empty if it makes none. */
    static Optional<Value> made(String name, Args args) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        if (name.equals("timm.create_model")) {
            return Optional.of(network(args.value(0, "model_name").text().orElse(""), args, true));
        }
        if (name.equals("torch.hub.load") || name.equals("torchvision.models.get_model")) {
            return Optional.of(network(args.value(name.startsWith("torch.") ? 1 : 0, "model", "name").text()
                    .orElse(""), args, false));
        }
        boolean function = name.startsWith("torchvision.models.") && Character.isLowerCase(last.charAt(0))
                && !last.endsWith("_weights") && !last.equals("list_models");
        return function ? Optional.of(network(last, args, false)) : Optional.empty();
    }

    private static Value network(String name, Args args, boolean timm) {
        String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\..*$", "");
        Optional<Family> family = FAMILIES.stream().filter(known -> known.names().matcher(plain).matches()).findFirst();
        Map<String, Setting> config = family.map(Family::inside).filter(inside -> !inside.isEmpty())
                .map(inside -> Map.of(NetworkLayer.INSIDE, Setting.byDefault(inside))).orElse(Map.of());
        Part body = new Part(Framework.PYTORCH, NetworkLayer.UNKNOWN, name.isEmpty() ? "network" : name, config,
                args.range(), "", Value.unknown());
        // in timm the attribute differs from network to network, but the last layer is dense unless it is left out
        String head = timm ? family.isPresent() ? "head" : "" : family.map(Family::head).orElse("");
        OptionalLong classes = classes(args);
        boolean none = classes.isPresent() && classes.getAsLong() == 0;
        return new Pretrained(body, none ? "" : head, head.isEmpty() || none ? Optional.empty()
                : Optional.of(last(plain, head, classes, args)));
    }

    private static OptionalLong classes(Args args) {
        Optional<Args.Arg> given = args.get(-1, "num_classes");
        if (given.isEmpty()) {
            return args.exact() ? OptionalLong.of(CLASSES) : OptionalLong.empty();
        }
        return given.flatMap(arg -> arg.value().number()).map(number -> OptionalLong.of(number.longValue()))
                .orElseGet(OptionalLong::empty);
    }

    private static Part last(String name, String head, OptionalLong classes, Args args) {
        Map<String, Setting> config = new LinkedHashMap<>();
        if (FEATURES.containsKey(name)) {
            config.put("in_features", Setting.byDefault(FEATURES.get(name)));
        }
        config.put("out_features", args.get(-1, "num_classes").map(Args.Arg::setting)
                .orElseGet(() -> classes.isPresent() ? Setting.byDefault(classes.getAsLong())
                        : Setting.unknown(args.range())));
        return new Part(Framework.PYTORCH, "Linear", "Linear", config, args.range(), head, Value.unknown());
    }
}
