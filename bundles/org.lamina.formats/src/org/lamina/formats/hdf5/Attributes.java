package org.lamina.formats.hdf5;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

/**
 * The attributes of a group or dataset that hold text (section IV.A.2.m). Those with numbers are passed over: model
 * files have none that matter. Not for use by several threads at once.
 */
final class Attributes {

    private static final int MAX_TEXTS = 1 << 20;

    private final Storage storage;
    private final Map<Long, GlobalHeap> heaps = new HashMap<>();

    Attributes(Storage storage) {
        this.storage = storage;
    }

    /** The texts of each attribute; one that can't be understood has none. */
    Map<String, List<String>> read(ObjectHeader header) throws ModelFormatException, IOException {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (ObjectHeader.Message message : header.all(ObjectHeader.ATTRIBUTE)) {
            if (!message.shared()) {
                attribute(message.data(), attributes);
            }
        }
        Optional<Block> info = header.find(ObjectHeader.ATTRIBUTE_INFO);
        if (info.isPresent()) {
            for (Block attribute : DenseStorage.attributes(storage, info.get())) {
                attribute(attribute, attributes);
            }
        }
        return attributes;
    }

    private void attribute(Block block, Map<String, List<String>> attributes) throws ModelFormatException, IOException {
        int version = block.u8();
        int flags = block.u8();
        int nameSize = block.u16();
        int typeSize = block.u16();
        int spaceSize = block.u16();
        if (version < 1 || version > 3) {
            throw storage.broken("an attribute", "version " + version);
        }
        block.skip(version == 3 ? 1 : 0);
        String name = block.text(nameSize);
        pad(block, version, nameSize);
        Block typeBlock = block.block(typeSize);
        pad(block, version, typeSize);
        Block spaceBlock = block.block(spaceSize);
        pad(block, version, spaceSize);
        boolean typeShared = version > 1 && (flags & 1) != 0;
        boolean spaceShared = version > 1 && (flags & 2) != 0;
        Optional<Block> type = typeShared
                ? ObjectHeader.shared(storage, typeBlock, ObjectHeader.DATATYPE) : Optional.of(typeBlock);
        if (type.isPresent() && !spaceShared) {
            attributes.put(name, texts(Datatype.read(type.get()), Dataspace.read(spaceBlock), block));
        }
    }

    private static void pad(Block block, int version, int size) throws ModelFormatException {
        if (version == 1) {
            block.skip(Math.min(block.remaining(), (8 - size % 8) % 8));
        }
    }

    private List<String> texts(Datatype type, Shape shape, Block data) throws ModelFormatException, IOException {
        long count = shape.count().orElse(0);
        if (!type.isText() || count == 0) {
            return List.of();
        }
        if (count > MAX_TEXTS || type.size() < 1 || count > data.remaining() / type.size()) {
            throw storage.broken("an attribute of " + count + " texts", data.remaining() + " bytes");
        }
        List<String> texts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            texts.add(type.variableText() ? heapText(data) : data.text(type.size()).stripTrailing());
        }
        return texts;
    }

    private String heapText(Block data) throws ModelFormatException, IOException {
        long length = data.u32();
        long address = data.offset();
        int index = (int) data.u32();
        if (address == Storage.UNDEFINED || length == 0) {
            return "";
        }
        GlobalHeap heap = heaps.get(address);
        if (heap == null) {
            heap = GlobalHeap.read(storage, address);
            heaps.put(address, heap);
        }
        byte[] bytes = heap.object(index);
        int end = (int) Math.min(length, bytes.length);
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
