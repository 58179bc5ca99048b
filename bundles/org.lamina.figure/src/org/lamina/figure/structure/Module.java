package org.lamina.figure.structure;

import java.util.List;

/**
 * A module with what lies in it.
 *
 * @param path its path; empty for the whole model
 * @param kind what makes it one
 * @param type the class as the program names it; that of its modules for a repeat, empty where there is none
 * @param count how many times the same thing comes in it; 1 but for a repeat
 * @param members in the order of the flow
 * @param layerCount the number of layers in it, at whatever depth
 * @param parameterCount the number of values in their parameters
 */
public record Module(String path, Kind kind, String type, int count, List<Member> members, int layerCount,
        long parameterCount) implements Member {

    /** What makes a module one. */
    public enum Kind {
        /** The whole model. */
        MODEL,
        /** The model says so. */
        MODULE,
        /** Its members are equal modules, or equal series of members, that follow each other. */
        REPEAT,
        /** A stretch of a level that has too many members to be seen at once. */
        PART
    }

    public Module {
        members = List.copyOf(members);
    }

    static Module of(String path, Kind kind, String type, int count, List<Member> members) {
        int layers = 0;
        long parameters = 0;
        for (Member member : members) {
            layers += member.layerCount();
            parameters += member instanceof Module module ? module.parameterCount
                    : ((Leaf) member).layer().parameterCount();
        }
        return new Module(path, kind, type, count, members, layers, parameters);
    }
}
