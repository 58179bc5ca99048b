package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.lamina.model.ModelFormatException;

/** The messages that describe a group or a dataset (section IV.A), of both versions. */
final class ObjectHeader {

    static final int DATASPACE = 0x01;
    static final int LINK_INFO = 0x02;
    static final int DATATYPE = 0x03;
    static final int LINK = 0x06;
    static final int EXTERNAL = 0x07;
    static final int LAYOUT = 0x08;
    static final int FILTERS = 0x0b;
    static final int ATTRIBUTE = 0x0c;
    static final int SYMBOL_TABLE = 0x11;
    static final int ATTRIBUTE_INFO = 0x15;

    private static final int CONTINUATION = 0x10;
    private static final int MAX_MESSAGES = 1 << 20;
    private static final int SHARED = 2;

    /**
     * A message.
     *
     * @param type what it tells
     * @param shared whether the data only tell where the message is
     * @param data its contents
     */
    record Message(int type, boolean shared, Block data) {
    }

    /** A stretch of the file that holds messages. */
    private record Chunk(long address, long length) {
    }

    private final Storage storage;
    private final List<Message> messages = new ArrayList<>();
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();

    private ObjectHeader(Storage storage) {
        this.storage = storage;
    }

    static ObjectHeader read(Storage storage, long address) throws ModelFormatException, IOException {
        ObjectHeader header = new ObjectHeader(storage);
        Block start = storage.readUpTo(address, 32, "an object header");
        if (start.remaining() > 4 && start.text(4).equals("OHDR")) {
            header.version2(start);
        } else {
            header.version1(start.seek(0));
        }
        return header;
    }

    private void version1(Block start) throws ModelFormatException, IOException {
        long address = start.address();
        int version = start.u8();
        if (version != 1) {
            throw storage.broken("an object header at byte " + address, "version " + version);
        }
        start.skip(7);
        chunks.add(new Chunk(start.address() + 4 + 4, start.u32()));
        while (!chunks.isEmpty()) {
            Block block = next(false);
            while (block.remaining() >= 8) {
                int type = block.u16();
                int size = block.u16();
                int flags = block.u8();
                block.skip(3);
                add(type, flags, block.block(Math.min(size, block.remaining())));
            }
        }
    }

    private void version2(Block start) throws ModelFormatException, IOException {
        start.skip(1);
        int flags = start.u8();
        start.skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long length = start.number(1 << (flags & 3));
        chunks.add(new Chunk(start.address(), length));
        boolean first = true;
        while (!chunks.isEmpty()) {
            Block block = next(!first);
            int end = first ? 0 : 4;
            first = false;
            int fixed = (flags & 4) != 0 ? 6 : 4;
            while (block.remaining() >= fixed + end) {
                int type = block.u8();
                int size = block.u16();
                int messageFlags = block.u8();
                block.skip(fixed - 4);
                add(type, messageFlags, block.block(Math.min(size, block.remaining())));
            }
        }
    }

    private Block next(boolean signed) throws ModelFormatException, IOException {
        Chunk chunk = chunks.remove();
        if (!seen.add(chunk.address())) {
            throw storage.broken("an object header whose parts follow each other",
                    "a circle at byte " + chunk.address());
        }
        Block block = storage.read(chunk.address(), chunk.length(), "the messages of an object");
        if (signed) {
            block.signature("OCHK");
        }
        return block;
    }

    private void add(int type, int flags, Block data) throws ModelFormatException {
        if (type == CONTINUATION) {
            chunks.add(new Chunk(data.offset(), data.length()));
        } else if (messages.size() < MAX_MESSAGES) {
            messages.add(new Message(type, (flags & SHARED) != 0, data));
        } else {
            throw storage.broken("an object with at most " + MAX_MESSAGES + " messages", "more");
        }
    }

    /** The messages of a type, where they are in this header. */
    List<Message> all(int type) {
        return messages.stream().filter(message -> message.type() == type).toList();
    }

    /** The contents of the first message of a type; one that lies elsewhere is read there. */
    Optional<Block> find(int type) throws ModelFormatException, IOException {
        for (Message message : messages) {
            if (message.type() == type) {
                return message.shared() ? shared(storage, message.data(), type)
                        : Optional.of(message.data().seek(0));
            }
        }
        return Optional.empty();
    }

    /** The message that is stored with another object, as a named datatype; empty if it is in a heap of messages. */
    static Optional<Block> shared(Storage storage, Block pointer, int type) throws ModelFormatException, IOException {
        int version = pointer.u8();
        int place = pointer.u8();
        if (version == 1) {
            pointer.skip(6);
        } else if (version == 3 && place == 1) {
            return Optional.empty();
        }
        ObjectHeader other = read(storage, pointer.offset());
        return other.messages.stream().filter(message -> message.type() == type && !message.shared())
                .map(Message::data).findFirst();
    }
}
