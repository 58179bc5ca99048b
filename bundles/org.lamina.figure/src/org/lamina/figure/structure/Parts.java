package org.lamina.figure.structure;

import java.util.ArrayList;
import java.util.List;
import org.lamina.figure.structure.Module.Kind;

/** Cuts levels that have too many members to be seen at once into stretches of the flow. */
final class Parts {

    /** The most members of a level. */
    private static final int MANY = 120;
    /** The most parts that one is cut into. */
    private static final int PARTS = 40;

    private Parts() {
    }

    static List<Member> of(String path, List<Member> members) {
        if (members.size() <= MANY) {
            return members;
        }
        int size = Math.max(MANY / 3, (members.size() + PARTS - 1) / PARTS);
        List<Member> parts = new ArrayList<>();
        for (int start = 0; start < members.size(); start += size) {
            int end = Math.min(members.size(), start + size);
            String part = path + "[" + (start + 1) + "–" + end + "]";
            parts.add(Module.of(part, Kind.PART, "", 1, of(part, members.subList(start, end))));
        }
        return parts;
    }
}
