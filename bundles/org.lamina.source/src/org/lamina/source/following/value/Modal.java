package org.lamina.source.following.value;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.LayerKind;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** Finds out whether a network behaves otherwise while it trains: whether dropout or batch normalisation is in it. */
public final class Modal {

    private final Set<Value> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Modal() {
    }

    /** Whether a network behaves otherwise while it trains, as far as it is known. */
    public static boolean is(Value network) {
        return new Modal().contains(network);
    }

    private boolean contains(Value value) {
        if (!seen.add(value)) {
            return false;
        }
        if (value instanceof Part part) {
            return isModal(part.type, part.originalType, part.config) || contains(part.inner);
        } else if (value instanceof Chain chain) {
            return chain.layers.stream().anyMatch(this::contains)
                    || chain.outputs.stream().anyMatch(Modal::isComputedSo);
        } else if (value instanceof Pretrained network) {
            return contains(network.body) || network.replacements().stream().anyMatch(this::contains);
        } else if (value instanceof Value.Sequence sequence) {
            return sequence.items.stream().anyMatch(this::contains);
        } else if (value instanceof Value.Instance instance) {
            return instance.attributes.values().stream().anyMatch(this::contains) || instance.result.stream()
                    .flatMap(result -> result.nodes().stream()).anyMatch(Modal::isComputedSo);
        }
        return false;
    }

    private static boolean isComputedSo(Node output) {
        return Copying.ancestors(List.of(output)).stream().anyMatch(node -> isModal(node.type,
                node.originalType, node.config));
    }

    private static boolean isModal(String type, String originalType, Map<String, Setting> config) {
        Optional<Setting> rate = Optional.ofNullable(config.getOrDefault("p", config.get("rate")));
        boolean drops = LayerKind.of(type) == LayerKind.DROPOUT && rate.filter(setting -> setting.number()
                .filter(number -> number == 0).isPresent()).isEmpty();
        boolean normalises = type.startsWith("BatchNorm") && !Optional.ofNullable(config.get("track_running_stats"))
                .filter(setting -> setting.is(false)).isPresent();
        boolean recurrent = LayerKind.of(type) == LayerKind.RECURRENT && Optional.ofNullable(config.get("dropout"))
                .flatMap(Setting::number).filter(number -> number > 0).isPresent();
        return drops || normalises || recurrent || config.containsKey(NetworkLayer.INSIDE)
                || originalType.startsWith("Transformer");
    }
}
