package org.lamina.formats.pickle;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.model.ModelFormatException;

/**
 * Reads a pickle of protocol 0 to 5 (Python's {@code pickletools} describes the opcodes). Values are {@link Long},
 * {@link BigInteger}, {@link Double}, {@link Boolean}, {@link String}, {@code byte[]}, null, {@link List} (lists,
 * tuples and sets), {@link PickledDict}, {@link PickledGlobal}, {@link PersistentId}, and {@link PickledObject} for
 * everything that the pickle would call; {@code collections.OrderedDict} is a dictionary.
 */
public final class PickleReader {

    private static final Set<String> CONSTRUCTORS = Set.of("copy_reg._reconstructor", "copyreg._reconstructor",
            "copyreg.__newobj__", "copy_reg.__newobj__");
    private static final int VALUE_LIMIT = 5_000_000;
    private static final int SIZE_LIMIT = 256 << 20;

    private final Path file;
    private final String part;
    private final PickleInput in;
    private final PickleStack stack = new PickleStack();
    private final Map<Long, Object> memo = new HashMap<>();
    private final Set<PickledGlobal> globals = new LinkedHashSet<>();
    private final List<PersistentId> persistentIds = new ArrayList<>();
    private int values;

    /**
     * @param file the file that holds the pickle, for messages
     * @param part the place in the file, for messages: {@code "data.pkl"}
     * @param bytes the pickle
     */
    public PickleReader(Path file, String part, byte[] bytes) {
        this.file = file;
        this.part = part;
        this.in = new PickleInput(file, part, new ByteArrayInputStream(bytes), bytes.length);
    }

    /**
     * @param file the file that holds the pickle, for messages
     * @param part the place in the file, for messages
     * @param in the pickle and what follows it; some of that may be read too
     * @param limit the most bytes that the pickle may have
     */
    public PickleReader(Path file, String part, InputStream in, long limit) {
        this.file = file;
        this.part = part;
        this.in = new PickleInput(file, part, new BufferedInputStream(in, 1 << 16), Math.min(limit, SIZE_LIMIT));
    }

    /**
     * Reads the one value of the pickle.
     *
     * @throws ModelFormatException if the pickle is truncated, damaged, or holds more than 5 million values
     * @throws IOException if it can't be read
     */
    public Object read() throws ModelFormatException, IOException {
        try {
            while (true) {
                int opcode = in.unsigned();
                if (opcode == '.') {
                    return stack.pop();
                }
                execute(opcode);
            }
        } catch (EOFException e) {
            throw new ModelFormatException(file, "a complete pickle in " + part,
                    "its end after " + in.position() + " bytes", e);
        } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException
                | UnsupportedOperationException e) {
            throw damaged("a wrong operand", e);
        }
    }

    /** The number of bytes that were taken, the pickle's own once it was read. */
    public long position() {
        return in.position();
    }

    /** The classes and functions that the pickle named so far, in order. */
    public Set<PickledGlobal> globals() {
        return Collections.unmodifiableSet(globals);
    }

    /** The references to data outside the pickle so far, in order. */
    public List<PersistentId> persistentIds() {
        return Collections.unmodifiableList(persistentIds);
    }

    private void execute(int opcode) throws ModelFormatException, IOException {
        switch (opcode) {
            case 0x80 -> in.unsigned();
            case 0x95 -> in.skip(Long.BYTES);
            case '(' -> {
                count();
                stack.mark();
            }
            case '0' -> stack.pop();
            case '1' -> stack.popToMark();
            case '2' -> push(stack.top());
            case 'N', 'I', 'J', 'K', 'L', 'M', 'F', 'G', 0x88, 0x89, 0x8a, 0x8b -> push(in.number(opcode));
            case 'S', 'T', 'U', 'V', 'X', 0x8c, 0x8d -> push(in.text(opcode));
            case 'B', 'C', 0x8e, 0x96 -> push(in.bytes(opcode));
            case ')' -> push(List.of());
            case 't' -> push(Collections.unmodifiableList(stack.popToMark()));
            case 0x85 -> push(stack.popTuple(1));
            case 0x86 -> push(stack.popTuple(2));
            case 0x87 -> push(stack.popTuple(3));
            case ']', 0x8f -> push(new ArrayList<>());
            case 'l' -> push(stack.popToMark());
            case '}' -> push(new PickledDict());
            case 'd' -> push(fill(new PickledDict(), stack.popToMark()));
            case 'a' -> appendAll(Collections.singletonList(stack.pop()));
            case 'e', 0x90 -> appendAll(stack.popToMark());
            case 0x91 -> push(Collections.unmodifiableList(stack.popToMark()));
            case 's' -> setItems(stack.popTuple(2));
            case 'u' -> setItems(stack.popToMark());
            case 'p', 'q', 'r', 0x94 -> memo.put(memoKey(opcode), stack.top());
            case 'g', 'h', 'j' -> push(recall(memoKey(opcode)));
            case 'c' -> push(global(in.line(), in.line()));
            case 0x93 -> {
                String name = (String) stack.pop();
                push(global((String) stack.pop(), name));
            }
            case 'R', 0x81 -> {
                List<Object> arguments = list(stack.pop());
                push(call(stack.pop(), arguments));
            }
            case 0x92 -> {
                stack.pop();
                List<Object> arguments = list(stack.pop());
                push(call(stack.pop(), arguments));
            }
            case 'i' -> push(call(global(in.line(), in.line()), stack.popToMark()));
            case 'o' -> {
                List<Object> all = stack.popToMark();
                push(call(all.get(0), all.subList(1, all.size())));
            }
            case 'b' -> build(stack.pop());
            case 'P' -> push(persistent(in.line()));
            case 'Q' -> push(persistent(stack.pop()));
            default -> throw damaged("the byte 0x" + Integer.toHexString(opcode), null);
        }
    }

    private long memoKey(int opcode) throws IOException {
        return switch (opcode) {
            case 'q', 'h' -> in.unsigned();
            case 'r', 'j' -> in.integer();
            case 0x94 -> memo.size();
            default -> Long.parseLong(in.line());
        };
    }

    private Object recall(long key) throws ModelFormatException {
        if (!memo.containsKey(key)) {
            throw damaged("a reference to the unknown value " + key, null);
        }
        return memo.get(key);
    }

    private PickledGlobal global(String module, String name) {
        PickledGlobal global = new PickledGlobal(module, name);
        globals.add(global);
        return global;
    }

    private PersistentId persistent(Object id) {
        PersistentId persistent = new PersistentId(id);
        persistentIds.add(persistent);
        return persistent;
    }

    private Object call(Object callable, List<Object> arguments) throws ModelFormatException {
        PickledGlobal type = named(callable);
        if (type == null) {
            throw damaged("a call of something without a name", null);
        }
        Object first = arguments.isEmpty() ? null : arguments.get(0);
        if (type.is("collections.OrderedDict") && (arguments.isEmpty() || first instanceof List<?>)) {
            return ordered(arguments.isEmpty() ? List.of() : list(first));
        } else if (CONSTRUCTORS.contains(type.qualifiedName()) && named(first) != null) {
            return new PickledObject(named(first), List.of());
        }
        return new PickledObject(type, arguments);
    }

    /** The class or function that is called; old files of PyTorch hold a class beside its source in a persistent id. */
    private static PickledGlobal named(Object callable) {
        if (callable instanceof PersistentId persistent && persistent.id() instanceof List<?> parts) {
            return parts.stream().filter(PickledGlobal.class::isInstance).map(PickledGlobal.class::cast).findFirst()
                    .orElse(null);
        }
        return callable instanceof PickledGlobal global ? global : null;
    }

    private PickledDict ordered(List<Object> pairs) throws ModelFormatException {
        PickledDict dict = new PickledDict();
        for (Object pair : pairs) {
            fill(dict, list(pair));
        }
        return dict;
    }

    private void build(Object state) throws ModelFormatException {
        if (stack.top() instanceof PickledObject object) {
            object.state(state);
        }
    }

    private void appendAll(List<Object> elements) throws ModelFormatException {
        if (stack.top() instanceof PickledObject object) {
            elements.forEach(object::add);
        } else {
            list(stack.top()).addAll(elements);
        }
    }

    private void setItems(List<Object> pairs) throws ModelFormatException {
        if (stack.top() instanceof PickledObject object) {
            fill(object.items(), pairs);
        } else if (stack.top() instanceof PickledDict dict) {
            fill(dict, pairs);
        } else {
            throw damaged("a key for something that is not a dictionary", null);
        }
    }

    private PickledDict fill(PickledDict dict, List<Object> pairs) throws ModelFormatException {
        if (pairs.size() % 2 != 0) {
            throw damaged("a key without a value", null);
        }
        for (int i = 0; i < pairs.size(); i += 2) {
            dict.put(pairs.get(i), pairs.get(i + 1));
        }
        return dict;
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(Object value) throws ModelFormatException {
        if (!(value instanceof List)) {
            throw damaged("an operation on something that is not a list", null);
        }
        return (List<Object>) value;
    }

    private void push(Object value) throws ModelFormatException {
        count();
        stack.push(value);
    }

    private void count() throws ModelFormatException {
        if (++values > VALUE_LIMIT) {
            throw damaged("more than " + VALUE_LIMIT + " values", null);
        }
    }

    private ModelFormatException damaged(String found, Throwable cause) {
        return new ModelFormatException(file, "a well-formed pickle in " + part,
                found + " before byte " + in.position(), cause);
    }
}
