package org.lamina.figure.structure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.lamina.figure.structure.Module.Kind;

/**
 * Which modules are drawn as one box each.
 *
 * @param start what holds for the modules that nobody has opened or closed
 * @param opened paths of modules that were opened
 * @param closed paths of modules that were closed
 */
public record Folding(Start start, Set<String> opened, Set<String> closed) {

    /** What a drawing begins with. */
    public enum Start {
        /** Every layer is to be seen. */
        OPEN,
        /** As much as can be taken in at once is to be seen; small models are open. */
        OVERVIEW
    }

    /** Every layer is to be seen. */
    public static final Folding NONE = new Folding(Start.OPEN, Set.of(), Set.of());

    /** As much as can be taken in at once is to be seen. */
    public static final Folding OVERVIEW = new Folding(Start.OVERVIEW, Set.of(), Set.of());

    /** Models of up to so many layers are open. */
    private static final int SMALL = 200;
    /** So many boxes can be taken in at once. */
    private static final int BOXES = 80;

    public Folding {
        opened = Set.copyOf(opened);
        closed = Set.copyOf(closed);
    }

    /** This one with a module opened; empty for all of them, whatever was closed. */
    public Folding open(String path) {
        return path.isEmpty() ? NONE : new Folding(start, with(opened, path), without(closed, path));
    }

    /** This one with a module closed; what was opened inside is closed when it is opened again. */
    public Folding close(String path) {
        Set<String> left = new HashSet<>(opened);
        left.removeIf(each -> each.equals(path) || each.startsWith(path + ".") || each.startsWith(path + " "));
        return new Folding(start, left, with(closed, path));
    }

    /** This one with all modules around a layer or module opened. */
    public Folding reveal(Module model, String path) {
        List<String> around = new ArrayList<>();
        Folding revealed = this;
        if (collectAround(model, path, around)) {
            for (String module : around) {
                revealed = revealed.open(module);
            }
        }
        return revealed;
    }

    private static boolean collectAround(Module module, String path, List<String> around) {
        for (Member member : module.members()) {
            if (member.path().equals(path) || member instanceof Module inner && collectAround(inner, path, around)) {
                if (module.kind() != Kind.MODEL) {
                    around.add(module.path());
                }
                return true;
            }
        }
        return false;
    }

    private static Set<String> with(Set<String> paths, String path) {
        Set<String> more = new HashSet<>(paths);
        more.add(path);
        return more;
    }

    private static Set<String> without(Set<String> paths, String path) {
        Set<String> fewer = new HashSet<>(paths);
        fewer.remove(path);
        return fewer;
    }

    /** The paths of the modules of a model whose members are drawn. */
    Set<String> openIn(Module model) {
        Set<String> open = new HashSet<>();
        if (start == Start.OPEN || model.layerCount() <= SMALL) {
            addAll(model, open);
        } else {
            addOverview(model, open);
            addSingles(model, open);
        }
        addOpened(model, open);
        open.removeAll(closed);
        open.add(model.path());
        return open;
    }

    /** Adds what was opened, with the modules around; tells whether there is something of that in a module. */
    private boolean addOpened(Module module, Set<String> open) {
        boolean found = opened.contains(module.path());
        for (Member member : module.members()) {
            found |= member instanceof Module inner && addOpened(inner, open);
        }
        if (found) {
            open.add(module.path());
        }
        return found;
    }

    /**
     * Whether a module that is open gets a frame: without folding, all that the model names; else also what can be
     * closed again, unless it is a single layer.
     */
    boolean isFramed(Module module) {
        return start == Start.OPEN ? module.kind() == Kind.MODULE : module.layerCount() > 1;
    }

    private static void addAll(Module module, Set<String> open) {
        open.add(module.path());
        for (Member member : module.members()) {
            if (member instanceof Module inner) {
                addAll(inner, open);
            }
        }
    }

    /** From outside in, as long as there are not too many boxes; never a repeat, which is there to be seen as one. */
    private static void addOverview(Module model, Set<String> open) {
        Deque<Module> ahead = new ArrayDeque<>();
        ahead.add(model);
        int boxes = 1;
        while (!ahead.isEmpty()) {
            Module module = ahead.remove();
            if (boxes - 1 + module.members().size() <= BOXES || module.kind() == Kind.MODEL) {
                open.add(module.path());
                boxes += module.members().size() - 1;
                for (Member member : module.members()) {
                    if (member instanceof Module inner && inner.kind() == Kind.MODULE) {
                        ahead.add(inner);
                    }
                }
            }
        }
    }

    /** Opens the modules with a single layer, which is no larger than they are. */
    private static void addSingles(Module module, Set<String> open) {
        for (Member member : module.members()) {
            if (member instanceof Module inner) {
                if (inner.layerCount() == 1) {
                    open.add(inner.path());
                }
                addSingles(inner, open);
            }
        }
    }
}
