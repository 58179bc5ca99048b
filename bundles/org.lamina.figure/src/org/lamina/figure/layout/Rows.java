package org.lamina.figure.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lamina.figure.layout.Stretch.Branches;
import org.lamina.figure.layout.Stretch.Chain;
import org.lamina.figure.layout.Stretch.Direct;
import org.lamina.figure.layout.Stretch.Fork;
import org.lamina.figure.layout.Stretch.Gap;
import org.lamina.figure.layout.Stretch.Piece;

/**
 * Breaks a flow into rows of about the same length. A row ends with the links that lead to the next one: a single one
 * where all data passes it, else one of each branch. Branches that fit a row together are not broken.
 */
final class Rows {

    /** More links than this between two rows are hard to follow. */
    private static final int MOST_LINKS = 6;
    private static final int MOST_ROWS = 400;

    private final Extents extents;
    private final double most;
    private final boolean branchesBroken;

    /** What stands before a cut and what behind it; empty where there is nothing. */
    private record Cut(Optional<Stretch> head, Optional<Stretch> tail) {
    }

    /**
     * @param most the length of a row, in pixels, that it only exceeds where it can't be broken
     * @param branchesBroken whether branches that are longer than a row are broken
     */
    Rows(Extents extents, double most, boolean branchesBroken) {
        this.extents = extents;
        this.most = most;
        this.branchesBroken = branchesBroken;
    }

    List<Stretch> of(Stretch flow) {
        int count = 1;
        List<Stretch> rows = broken(flow, most);
        // rows of about the same length look better than a short last one
        for (double limit = most; rows.size() > 1 && count < 8; count++) {
            limit -= most / 20;
            List<Stretch> shorter = broken(flow, limit);
            if (shorter.size() > rows.size() || shorter.stream().anyMatch(row -> extents.length(row) > most)) {
                break;
            }
            rows = shorter;
        }
        return rows;
    }

    private List<Stretch> broken(Stretch flow, double limit) {
        List<Stretch> rows = new ArrayList<>();
        Stretch rest = flow;
        while (rows.size() < MOST_ROWS && extents.length(rest) > limit) {
            Cut cut = rest instanceof Chain chain ? cut(chain, limit, 1) : cut(rest, limit);
            boolean goesOn = cut.head().isPresent() && cut.tail().isPresent() && !cut.head().get().allBoxes().isEmpty()
                    && links(cut.head().get()) <= MOST_LINKS;
            if (!goesOn) {
                break;
            }
            rows.add(cut.head().get());
            rest = cut.tail().get();
        }
        rows.add(rest);
        return rows;
    }

    /** The number of links that lead to the next row. */
    private static long links(Stretch stretch) {
        return stretch instanceof Chain chain ? chain.stretches().stream().mapToLong(Rows::links).sum()
                : stretch instanceof Branches branches ? branches.stretches().stream().mapToLong(Rows::links).sum()
                        : stretch instanceof Fork || stretch instanceof Piece piece && !piece.ends() ? 1 : 0;
    }

    /** Cuts a stretch so that its head is as long as the limit at most, if that is possible. */
    private Cut cut(Stretch stretch, double limit) {
        if (stretch instanceof Chain chain) {
            return cut(chain, limit, 0);
        }
        if (stretch instanceof Branches branches) {
            return cut(branches, limit);
        }
        if (stretch instanceof Piece piece) {
            return new Cut(Optional.of(new Piece(piece.link(), piece.begins(), false, piece.position())),
                    Optional.of(new Piece(piece.link(), false, piece.ends(), piece.position())));
        }
        if (stretch instanceof Gap) {
            return new Cut(Optional.of(new Direct(null, stretch.position())),
                    Optional.of(new Direct(null, stretch.position())));
        }
        Direct direct = (Direct) stretch;
        return direct.link() == null ? new Cut(Optional.of(direct), Optional.empty())
                : new Cut(Optional.of(new Piece(direct.link(), true, false, direct.position())),
                        Optional.of(new Piece(direct.link(), false, true, direct.position())));
    }

    /** What nothing leads to starts in the last row in which it has a place beside the others. */
    private Cut cut(Branches branches, double limit) {
        List<Cut> cuts = branches.stretches().stream().map(branch -> cut(branch, limit)).toList();
        List<Stretch> heads = new ArrayList<>();
        List<Stretch> tails = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            Stretch branch = branches.stretches().get(i);
            Cut here = cuts.get(i);
            boolean later = startsHere(branch) && cuts.stream().filter(other -> other != here)
                    .anyMatch(other -> other.tail().map(extents::length).orElse(0.0) >= extents.length(branch));
            Cut cut = later ? new Cut(Optional.empty(), Optional.of(branch)) : here;
            cut.head().ifPresent(heads::add);
            cut.tail().ifPresent(tails::add);
        }
        return new Cut(joined(heads), joined(tails));
    }

    private static boolean startsHere(Stretch branch) {
        return branch instanceof Chain chain && opens(chain.stretches().get(0));
    }

    private static Optional<Stretch> joined(List<Stretch> branches) {
        return branches.size() < 2 ? branches.stream().findFirst()
                : Optional.of(new Branches(List.copyOf(branches), branches.get(0).position()));
    }

    /** Cuts a chain, but not inside a link before its stretch of this number. */
    private Cut cut(Chain chain, double limit, int first) {
        double x = 0;
        for (int i = 0; i < chain.stretches().size(); i++) {
            Stretch stretch = chain.stretches().get(i);
            double length = extents.length(stretch);
            boolean last = i == chain.stretches().size() - 1;
            boolean line = isLine(stretch);
            if (line && i >= first && !opens(stretch) && (last || x + length + piece(chain, i) > limit)) {
                return cut(chain, i, cut(stretch, limit));
            }
            if (branchesBroken && !line && length > most) {
                return cut(chain, i, cut(stretch, limit - x));
            }
            if (forksAt(chain, i) && (last || x + length + piece(chain, i) > limit)) {
                return cut(chain, i, new Cut(Optional.of(fork(stretch)), Optional.of(behindFork(stretch))));
            }
            x += length + (last ? 0 : extents.width(chain.boxes().get(i)));
        }
        return startsLater(chain, limit) ? new Cut(Optional.empty(), Optional.of(chain))
                : new Cut(Optional.of(chain), Optional.empty());
    }

    /** Whether the line of the box before this stretch forks, so that it may lead to the next row before it does. */
    private boolean forksAt(Chain chain, int number) {
        return number > 0 && chain.stretches().get(number) instanceof Branches
                && extents.box(chain.boxes().get(number - 1)).right().size() == 1;
    }

    private static Fork fork(Stretch branches) {
        return new Fork(firstLinks(branches).toList(), branches.position());
    }

    private static Stream<Link> firstLinks(Stretch stretch) {
        return stretch instanceof Branches branches ? branches.stretches().stream().flatMap(Rows::firstLinks)
                : stretch instanceof Chain chain ? firstLinks(chain.stretches().get(0))
                        : Stream.of(((Direct) stretch).link());
    }

    /** A stretch whose first links come from the row before. */
    private static Stretch behindFork(Stretch stretch) {
        if (stretch instanceof Branches branches) {
            return new Branches(branches.stretches().stream().map(Rows::behindFork).toList(), branches.position());
        }
        if (stretch instanceof Chain chain) {
            List<Stretch> stretches = new ArrayList<>(chain.stretches());
            stretches.set(0, behindFork(stretches.get(0)));
            return new Chain(List.copyOf(stretches), chain.boxes(), chain.position());
        }
        return new Piece(((Direct) stretch).link(), false, true, stretch.position());
    }

    /** Whether nothing leads to it from the row before, and it has no place in this one. */
    private boolean startsLater(Chain chain, double limit) {
        return startsHere(chain) && extents.length(chain) > limit;
    }

    /** Cuts a chain inside its stretch of this number. */
    private static Cut cut(Chain chain, int at, Cut inside) {
        List<Stretch> before = new ArrayList<>(chain.stretches().subList(0, at));
        List<String> boxesBefore = new ArrayList<>(chain.boxes().subList(0, at));
        inside.head().ifPresent(head -> append(head, before, boxesBefore));
        List<Stretch> behind = new ArrayList<>();
        List<String> boxesBehind = new ArrayList<>();
        inside.tail().ifPresent(tail -> append(tail, behind, boxesBehind));
        behind.addAll(chain.stretches().subList(at + 1, chain.stretches().size()));
        boxesBehind.addAll(chain.boxes().subList(at, chain.boxes().size()));
        return new Cut(joined(before, boxesBefore, chain.position()), joined(behind, boxesBehind, chain.position()));
    }

    private static void append(Stretch stretch, List<Stretch> stretches, List<String> boxes) {
        if (stretch instanceof Chain chain) {
            stretches.addAll(chain.stretches());
            boxes.addAll(chain.boxes());
        } else {
            stretches.add(stretch);
        }
    }

    private static Optional<Stretch> joined(List<Stretch> stretches, List<String> boxes, int position) {
        return stretches.size() < 2 ? stretches.stream().findFirst()
                : Optional.of(new Chain(List.copyOf(stretches), List.copyOf(boxes), position));
    }

    /** The length from behind a stretch to the next place where the chain may be broken. */
    private double piece(Chain chain, int behind) {
        double piece = 0;
        for (int i = behind; i < chain.boxes().size(); i++) {
            piece += extents.width(chain.boxes().get(i));
            Stretch next = chain.stretches().get(i + 1);
            if (branchesBroken && extents.length(next) > most) {
                return piece + first(next);
            }
            if (forksAt(chain, i + 1)) {
                return piece + extents.length(fork(next));
            }
            piece += extents.length(next);
            if (isLine(next)) {
                return piece;
            }
        }
        return piece;
    }

    /** The length of what of a stretch has to be in one row at least to be worth breaking it there. */
    private double first(Stretch stretch) {
        if (stretch instanceof Branches branches) {
            return branches.stretches().stream().mapToDouble(this::first).max().orElse(0);
        }
        return stretch instanceof Chain chain
                ? Stream.of(first(chain.stretches().get(0)), extents.width(chain.boxes().get(0)))
                        .mapToDouble(Double::doubleValue).sum() + extents.length(chain.stretches().get(1))
                : extents.length(stretch);
    }

    private static boolean isLine(Stretch stretch) {
        return stretch instanceof Direct || stretch instanceof Piece || stretch instanceof Gap;
    }

    /** Whether it is an open end of the flow. */
    private static boolean opens(Stretch stretch) {
        return stretch instanceof Direct direct && direct.link() == null;
    }
}
