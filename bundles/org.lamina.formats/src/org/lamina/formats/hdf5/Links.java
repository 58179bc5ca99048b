package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.model.ModelFormatException;

/** The members of a group: their names and where they are. Links to other files and other names are passed over. */
final class Links {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_MEMBERS = 1 << 20;

    private final Storage storage;
    private final Map<String, Long> members = new LinkedHashMap<>();
    private final Set<Long> nodes = new HashSet<>();

    private Links(Storage storage) {
        this.storage = storage;
    }

    static Map<String, Long> read(Storage storage, ObjectHeader header) throws ModelFormatException, IOException {
        Links links = new Links(storage);
        Optional<Block> table = header.find(ObjectHeader.SYMBOL_TABLE);
        if (table.isPresent()) {
            long tree = table.get().offset();
            Block heap = links.localHeap(table.get().offset());
            links.node(tree, heap, 0);
        }
        for (ObjectHeader.Message message : header.all(ObjectHeader.LINK)) {
            links.link(message.data());
        }
        Optional<Block> info = header.find(ObjectHeader.LINK_INFO);
        if (info.isPresent()) {
            for (Block link : DenseStorage.links(storage, info.get())) {
                links.link(link);
            }
        }
        return links.members;
    }

    private Block localHeap(long address) throws ModelFormatException, IOException {
        Block header = storage.read(address, 8 + 2L * storage.lengthSize() + storage.offsetSize(), "a heap of names");
        header.signature("HEAP");
        header.skip(4);
        long size = header.length();
        header.length();
        return storage.read(header.offset(), size, "a heap of names");
    }

    /** A node of the tree of names (section III.A.1). */
    private void node(long address, Block heap, int depth) throws ModelFormatException, IOException {
        Block start = storage.read(address, 8, "a node of a group");
        start.signature("TREE");
        int type = start.u8();
        int level = start.u8();
        int used = start.u16();
        if (type != 0 || depth > MAX_DEPTH || !nodes.add(address)) {
            throw storage.broken("a tree of names", "a node of type " + type + " at byte " + address);
        }
        long size = 2L * storage.offsetSize() + used * (storage.lengthSize() + (long) storage.offsetSize());
        Block node = storage.read(address + 8, size, "a node of a group");
        node.skip(2L * storage.offsetSize());
        for (int i = 0; i < used; i++) {
            node.length();
            long child = node.offset();
            if (level > 0) {
                node(child, heap, depth + 1);
            } else {
                symbols(child, heap);
            }
        }
    }

    private void symbols(long address, Block heap) throws ModelFormatException, IOException {
        Block start = storage.read(address, 8, "a list of names");
        start.signature("SNOD");
        start.skip(2);
        int count = start.u16();
        if (!nodes.add(address)) {
            throw storage.broken("a tree of names", "a circle at byte " + address);
        }
        long entry = 2L * storage.offsetSize() + 24;
        Block list = storage.read(address + 8, count * entry, "a list of names");
        for (int i = 0; i < count; i++) {
            Block symbol = list.block(entry);
            long name = symbol.offset();
            long object = symbol.offset();
            boolean soft = symbol.u32() == 2;
            if (!soft) {
                add(heap.seek(name).textToZero(), object);
            }
        }
    }

    private void link(Block link) throws ModelFormatException {
        int version = link.u8();
        int flags = link.u8();
        int type = (flags & 8) != 0 ? link.u8() : 0;
        link.skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        String name = link.text(link.number(1 << (flags & 3)));
        if (version == 1 && type == 0) {
            add(name, link.offset());
        }
    }

    private void add(String name, long address) throws ModelFormatException {
        members.putIfAbsent(name, address);
        if (members.size() > MAX_MEMBERS) {
            throw storage.broken("a group of at most " + MAX_MEMBERS + " members", "more");
        }
    }
}
