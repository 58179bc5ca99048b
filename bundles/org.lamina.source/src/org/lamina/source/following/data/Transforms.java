package org.lamina.source.following.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Args.Arg;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Setting;

/** How torchvision's data sets prepare their images (torchvision API reference, {@code torchvision.transforms}). */
final class Transforms {

    /** How the types of transforms begin. */
    static final String TRANSFORM = "transform ";

    private Transforms() {
    }

    /** A transform that a call makes; empty if it makes none. */
    static Optional<Value> made(String name, Args args) {
        String last = name.substring(name.lastIndexOf('.') + 1);
        boolean type = name.startsWith("torchvision.transforms.") && Character.isUpperCase(last.charAt(0));
        return type ? Optional.of(new Value.Opaque(TRANSFORM + last, args)) : Optional.empty();
    }

    /** The setting of a data set that names its transforms in order; none unless all of them are known. */
    static Map<String, Setting> of(Value dataset) {
        if (dataset instanceof Value.Array array) {
            return array.loader().containsKey(Fit.TRANSFORM)
                    ? Map.of(Fit.TRANSFORM, array.loader().get(Fit.TRANSFORM)) : Map.of();
        }
        if (!(dataset instanceof Value.Opaque opaque) || !opaque.type().startsWith("torchvision.datasets.")) {
            return Map.of();
        }
        Value given = opaque.args().value(opaque.type().endsWith("Folder") ? 1 : 2, "transform");
        if (!(given instanceof Value.Opaque composed) || !composed.type().equals(TRANSFORM + "Compose")
                || !(composed.args().value(0, "transforms") instanceof Value.Sequence steps) || !steps.exact) {
            return Map.of();
        }
        List<Object> names = new ArrayList<>();
        for (Value step : steps.items) {
            if (!(step instanceof Value.Opaque known) || !known.type().startsWith(TRANSFORM)) {
                return Map.of();
            }
            names.add(known.type().substring(TRANSFORM.length()));
        }
        return Map.of(Fit.TRANSFORM, Setting.written(List.copyOf(names), composed.args().range()));
    }

    /** The settings of a loader, with the transforms of the data set that it loads. */
    static Map<String, Setting> with(Map<String, Setting> settings, Optional<Arg> dataset) {
        dataset.map(Arg::value).map(Transforms::of).ifPresent(transform -> transform.forEach(settings::putIfAbsent));
        return settings;
    }
}
