package org.lamina.engine.worker.taps;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The code that every rewritten model shares: where taps are kept, and the way in. */
final class TapSupport {

    /** The type of the dictionary that is handed on; each wanted key has a list of at most one tensor. */
    static final String TAPS_TYPE = "Dict[str, List[Tensor]]";

    private static final String MODULE = "__torch__.lamina_taps";

    private static final String FUNCTIONS = """
            def keep(taps: Dict[str, List[Tensor]],
                name: str,
                value: Tensor) -> Tensor:
              if torch.__contains__(taps, name):
                kept = taps[name]
                if torch.eq(torch.len(kept), 0):
                  _0 = torch.append(kept, torch.clone(value, memory_format=0))
                else:
                  pass
              else:
                pass
              return value
            def found(taps: Dict[str, List[Tensor]]) -> Dict[str, Tensor]:
              values = annotate(Dict[str, Tensor], {})
              for name in torch.keys(taps):
                kept = taps[name]
                if torch.gt(torch.len(kept), 0):
                  torch._set_item(values, name, kept[0])
                else:
                  pass
              return values
            """;

    private TapSupport() {
    }

    /** The code file with the functions and the wanted keys. */
    static String code(SortedSet<String> keys) {
        StringBuilder code = new StringBuilder("def wanted() -> ").append(TAPS_TYPE).append(":\n  taps = annotate(")
                .append(TAPS_TYPE).append(", {})\n");
        for (String key : keys) {
            code.append("  torch._set_item(taps, ").append(quote(key)).append(", annotate(List[Tensor], []))\n");
        }
        return code.append("  return taps\n").append(FUNCTIONS).toString();
    }

    /** The method that runs the tapped twin of the root's forward method and gives what was kept. */
    static List<String> entry(ScriptMethod forward) {
        List<String> arguments = new ArrayList<>(forward.parameterNames());
        String self = arguments.remove(0);
        StringBuilder call = new StringBuilder("    lamina_result_ = (" + self + ").forward__tap(lamina_taps_, \"\", ");
        arguments.forEach(argument -> call.append(argument).append(", "));
        List<String> lines = new ArrayList<>();
        lines.addAll(("  def " + TapRewriter.METHOD + "(" + forward.signature() + ") -> Dict[str, Tensor]:").lines()
                .toList());
        lines.add("    lamina_taps_ = " + MODULE + ".wanted()");
        lines.add(call + ")");
        lines.add("    return " + MODULE + ".found(lamina_taps_, )");
        return lines;
    }

    /** The call that keeps a tensor if its name is wanted, and gives it back. */
    static String keep(String path, String value) {
        return keepBefore(path) + value + keepAfter();
    }

    static String keepBefore(String path) {
        return MODULE + ".keep(lamina_taps_, " + path + ", ";
    }

    static String keepAfter() {
        return ", )";
    }

    /** A string literal of the code. */
    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
