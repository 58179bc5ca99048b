package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.SourceLocation;

/**
 * Where nodes were made in the program ({@code debug/saved_model_debug_info.pb}, graph_debug_info.proto). Stacks have
 * the innermost frame last.
 */
final class NodeStacks {

    /** No stacks. */
    static final NodeStacks NONE = new NodeStacks();

    private static final Pattern LIBRARY = Pattern.compile(
            ".*[/\\\\]((site|dist)-packages|tensorflow[/\\\\]python|lib[/\\\\]python3[^/\\\\]*)[/\\\\].*|<.*");

    /** A place in a file, by the number of the file. */
    private record Frame(int file, int line, int column, String text) {
    }

    private final List<String> files = new ArrayList<>();
    private final Map<Long, Frame> framesById = new HashMap<>();
    private final Map<Long, List<Frame>> stacksById = new HashMap<>();
    private final Map<Long, List<Long>> frameIds = new HashMap<>();
    private final Map<String, List<Frame>> stacks = new HashMap<>();
    private final Map<String, Long> stackIds = new HashMap<>();

    private NodeStacks() {
    }

    static NodeStacks read(WireReader message) throws WireFormatException, IOException {
        NodeStacks stacks = new NodeStacks();
        while (message.next()) {
            switch (message.field()) {
                case 1 -> stacks.files.add(message.text());
                case 2, 4, 5, 6 -> stacks.entry(message.field(), message.message());
                default -> {
                    // nothing that is known
                }
            }
        }
        return stacks;
    }

    private void entry(int map, WireReader entry) throws WireFormatException, IOException {
        String name = "";
        long id = 0;
        long value = 0;
        Frame frame = null;
        List<Frame> frames = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        while (entry.next()) {
            if (entry.field() == 1 && entry.isBytes()) {
                name = entry.text();
            } else if (entry.field() == 1) {
                id = entry.fixed64();
            } else if (entry.field() == 2 && map == 4) {
                frame = frame(entry.message());
            } else if (entry.field() == 2 && map == 5) {
                value = entry.fixed64();
            } else if (entry.field() == 2) {
                stack(entry.message(), frames, ids);
            }
        }
        switch (map) {
            case 2 -> stacks.put(name, frames);
            case 4 -> framesById.put(id, frame);
            case 5 -> stackIds.put(name, value);
            default -> {
                stacksById.put(id, frames);
                frameIds.put(id, ids);
            }
        }
    }

    private static void stack(WireReader stack, List<Frame> frames, List<Long> ids)
            throws WireFormatException, IOException {
        while (stack.next()) {
            if (stack.field() == 1) {
                frames.add(frame(stack.message()));
            } else if (stack.field() == 2) {
                ids.addAll(stack.fixed64s());
            }
        }
    }

    private static Frame frame(WireReader message) throws WireFormatException, IOException {
        long file = 0;
        long line = 0;
        long column = 0;
        String text = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> file = message.number();
                case 2 -> line = message.number();
                case 3 -> column = message.number();
                case 5 -> text = message.text();
                default -> {
                    // the name of the function
                }
            }
        }
        return new Frame((int) file, (int) line, (int) column, text.strip());
    }

    /** The innermost place in the user's program where a node was made; empty if it is not known. */
    Optional<SourceLocation> place(GraphNode node) {
        String key = node.stack();
        List<Frame> frames = stack(key);
        if (frames.isEmpty() && key.endsWith("@")) {
            frames = stack(key.substring(0, key.length() - 1));
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            Frame frame = frames.get(i);
            String file = frame == null || frame.file() < 0 || frame.file() >= files.size() ? ""
                    : files.get(frame.file());
            if (!file.isEmpty() && frame.line() > 0 && !LIBRARY.matcher(file).matches()) {
                return Optional.of(new SourceLocation(file, frame.line(), Math.max(1, frame.column()), frame.text()));
            }
        }
        return Optional.empty();
    }

    private List<Frame> stack(String key) {
        Long id = stackIds.get(key);
        if (stacks.containsKey(key) || id == null) {
            return stacks.getOrDefault(key, List.of());
        }
        List<Frame> frames = new ArrayList<>(stacksById.getOrDefault(id, List.of()));
        frameIds.getOrDefault(id, List.of()).forEach(frame -> frames.add(framesById.get(frame)));
        return frames;
    }
}
