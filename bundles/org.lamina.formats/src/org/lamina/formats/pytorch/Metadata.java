package org.lamina.formats.pytorch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;

/** What a file tells beside its tensors, by dotted names: numbers, texts, booleans and short lists of them. */
final class Metadata {

    private static final int ENTRY_LIMIT = 1_000;
    private static final int LIST_LIMIT = 100;
    private static final int TEXT_LIMIT = 10_000;
    private static final int DEPTH_LIMIT = 4;

    private final Map<String, Object> entries = new LinkedHashMap<>();

    /** Adds a value, unless people can't read it or there are too many. */
    void add(String path, Object value) {
        if (entries.size() < ENTRY_LIMIT && !path.isEmpty()) {
            presentable(value).ifPresent(shown -> entries.putIfAbsent(path, shown));
        }
    }

    Map<String, Object> entries() {
        return Collections.unmodifiableMap(entries);
    }

    /** A value as people can read it; empty for None, for data, and for what is too long. */
    static Optional<Object> presentable(Object value) {
        return presentable(value, 0);
    }

    private static Optional<Object> presentable(Object value, int depth) {
        if (value instanceof Long || value instanceof Double || value instanceof Boolean) {
            return Optional.of(value);
        } else if (value instanceof String text) {
            return Optional.of(text).filter(each -> each.length() <= TEXT_LIMIT).map(Object.class::cast);
        } else if (value instanceof PickledGlobal global) {
            return Optional.of(global.qualifiedName());
        } else if (value instanceof List<?> list && list.size() <= LIST_LIMIT && depth < DEPTH_LIMIT) {
            List<Object> shown = list.stream().flatMap(each -> presentable(each, depth + 1).stream())
                    .collect(Collectors.toList());
            return shown.size() == list.size() ? Optional.of(shown) : Optional.empty();
        } else if (value instanceof PickledObject object) {
            return number(object).or(() -> isEmpty(object) && depth < DEPTH_LIMIT
                    ? presentable(object.arguments(), depth + 1).map(arguments -> object.type().qualifiedName() + "("
                            + String.valueOf(arguments).replaceAll("^\\[|]$", "") + ")")
                    : Optional.empty());
        }
        return Optional.empty();
    }

    private static boolean isEmpty(PickledObject object) {
        return object.items().entries().isEmpty() && object.elements().isEmpty() && object.state() == null;
    }

    /** The number that a scalar of NumPy holds: a call of {@code scalar(dtype("f8"), bytes)}. */
    private static Optional<Object> number(PickledObject object) {
        if (!object.type().name().equals("scalar") || !object.type().module().startsWith("numpy.")
                || object.arguments().size() != 2 || !(object.arguments().get(0) instanceof PickledObject type)
                || type.arguments().isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = PickledBytes.of(object.arguments().get(1)).orElse(new byte[0]);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String code = String.valueOf(type.arguments().get(0));
        Object value = switch (code + bytes.length) {
            case "f88" -> buffer.getDouble();
            case "f44" -> Double.valueOf(buffer.getFloat());
            case "i88", "u88" -> buffer.getLong();
            case "i44" -> Long.valueOf(buffer.getInt());
            case "b11" -> buffer.get() != 0;
            default -> null;
        };
        return Optional.ofNullable(value);
    }
}
