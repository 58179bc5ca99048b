package org.lamina.figure.grouping;

import java.util.List;
import java.util.function.Predicate;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.model.LayerKind;

/** Names for blocks that the program does not name, by what they are made of. */
final class BlockNames {

    private BlockNames() {
    }

    /** What publications call such a block; {@code Block} where they have no word for it. */
    static String of(Block block, PartGraph graph) {
        List<Part> members = block.members();
        if (members.size() > 1 && members.stream().allMatch(part -> part.role() == Part.Role.GROUP)
                && members.stream().map(part -> part.type().replaceFirst("\n.*", "")).distinct().count() == 1) {
            return members.get(0).type().matches("Stage(s?)\n.*") ? "Stages" : "Stage";
        }
        boolean attends = has(members, part -> part.kind() == LayerKind.ATTENTION || part.type().startsWith("Attention")
                || part.type().equals("Softmax"));
        boolean dense = has(members, part -> part.kinds().contains(LayerKind.DENSE));
        boolean convolves = has(members, part -> part.kinds().contains(LayerKind.CONVOLUTION));
        long adds = members.stream().filter(part -> part.type().equals("Add")
                && graph.predecessors(part).size() > 1).count();
        long residual = adds + members.stream().filter(part -> part.role() == Part.Role.GROUP
                && part.type().startsWith("Residual")).count();
        if (attends || has(members, part -> part.type().startsWith("Residual attention"))) {
            return residual > 1 && (dense || has(members, part -> part.type().startsWith("Residual MLP")))
                    ? "Transformer block" : adds > 0 ? "Residual attention" : "Attention";
        }
        int branches = members.stream().filter(part -> part.type().equals("Concat"))
                .mapToInt(part -> (int) graph.predecessors(part).stream().filter(members::contains).count()).max()
                .orElse(0);
        if (branches > 1 && adds == 0) {
            return branches > 2 ? "Inception" : upsamples(members) ? "Decoder" : "Parallel block";
        }
        if (has(members, part -> part.kinds().contains(LayerKind.RECURRENT))) {
            return "Recurrent block";
        }
        if (adds > 0) {
            return convolves ? residualConvolution(members) : dense ? "Residual MLP" : "Residual block";
        }
        return convolves ? convolution(members) : dense ? "MLP" : "Block";
    }

    private static String residualConvolution(List<Part> members) {
        if (has(members, part -> "depthwise".equals(part.traits().get("groups")))) {
            return "Inverted residual";
        }
        List<Boolean> points = members.stream().filter(part -> part.kind() == LayerKind.CONVOLUTION)
                .map(part -> part.kernel().stream().allMatch(size -> size == 1)).toList();
        return points.size() >= 3 && points.contains(false) && points.get(0) ? "Bottleneck" : "Residual block";
    }

    private static String convolution(List<Part> members) {
        if (upsamples(members)) {
            return "Decoder";
        }
        // the global one of a squeeze only weighs channels
        return has(members, part -> part.type().matches("(Max|Avg)Pool\\dd")) ? "Encoder" : "Conv block";
    }

    private static boolean upsamples(List<Part> members) {
        return has(members, part -> part.kinds().contains(LayerKind.UPSAMPLING)
                || part.type().startsWith("ConvTranspose"));
    }

    private static boolean has(List<Part> members, Predicate<Part> what) {
        return members.stream().anyMatch(what);
    }
}
