import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lamina.checks.Checks;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;
import org.lamina.model.Progress;
import org.lamina.model.Severity;

/**
 * Measures what the checks find in labelled programs; see README.md beside this file.
 */
public final class Diagnosis {

    private static final int NEAR = 2;
    private static final int RUNS = 20;

    /** One line of the labels. */
    private record Label(String program, boolean buggy, List<String> faults, List<Integer> lines) {

        static Label parse(String line) {
            String[] cells = line.split(",", -1);
            return new Label(cells[0].strip(), cells[1].strip().equals("buggy"), list(cells, 2),
                    list(cells, 3).stream().map(Integer::valueOf).toList());
        }

        private static List<String> list(String[] cells, int at) {
            return at >= cells.length || cells[at].isBlank() ? List.of()
                    : Arrays.stream(cells[at].split(";")).map(String::strip).toList();
        }

        /** Whether this rule is among those by which a fault goes. */
        boolean names(String rule) {
            return faults.stream().anyMatch(fault -> rules(fault).contains(rule));
        }

        /** The rules by which a fault may go, any of which tells it. */
        static List<String> rules(String fault) {
            return List.of(fault.split("\\|"));
        }
    }

    private final ProgramChecks checks = new ProgramChecks(Checks.builtin());
    private final Severity least;
    private final boolean verbose;
    private final boolean warm;
    private final List<Double> times = new ArrayList<>();
    private int buggy;
    private int detected;
    private int clean;
    private int alarmed;
    private int alarms;
    private final Map<String, Integer> byRule = new TreeMap<>();
    private int faults;
    private int found;
    private int lines;
    private int exact;
    private int near;
    private int findings;
    private int right;

    private Diagnosis(Severity least, boolean verbose, boolean warm) {
        this.least = least;
        this.verbose = verbose;
        this.warm = warm;
    }

    public static void main(String[] arguments) throws IOException {
        List<String> plain = Arrays.stream(arguments).filter(argument -> !argument.startsWith("--")).toList();
        Set<String> options = Arrays.stream(arguments).filter(argument -> argument.startsWith("--"))
                .collect(Collectors.toSet());
        if (plain.isEmpty() || plain.size() > 2) {
            System.err.println("usage: Diagnosis.java FOLDER [LABELS.csv] [--error|--critical] [--verbose] [--warm]");
            System.exit(2);
        }
        Severity least = options.contains("--critical") ? Severity.CRITICAL
                : options.contains("--error") ? Severity.ERROR : Severity.WARNING;
        Diagnosis diagnosis = new Diagnosis(least, options.contains("--verbose"), options.contains("--warm"));
        Path folder = Path.of(plain.get(0));
        for (Label label : plain.size() == 2 ? labels(Path.of(plain.get(1))) : allClean(folder)) {
            diagnosis.measure(folder, label);
        }
        diagnosis.report();
    }

    private static List<Label> labels(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")
                && !line.startsWith("program,")).map(Label::parse).toList();
    }

    /** Without labels, all programs are taken for clean ones. */
    private static List<Label> allClean(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> ProgramChecks.isProgram(file.toString())).sorted().map(file -> new Label(
                    folder.relativize(file).toString(), false, List.of(), List.of())).toList();
        }
    }

    private void measure(Path folder, Label label) throws IOException {
        String text = new String(Files.readAllBytes(folder.resolve(label.program())), StandardCharsets.UTF_8);
        String file = folder.resolve(label.program()).toAbsolutePath().toString().replace('\\', '/');
        List<Double> passed = new ArrayList<>();
        List<Double> computed = new ArrayList<>();
        List<Finding> raised = List.of();
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < (warm ? 2 * RUNS : 1); i++) {
            long start = System.nanoTime();
            long processor = threads.getCurrentThreadCpuTime();
            raised = checks.run(file, text, RuleSettings.DEFAULTS, Progress.NONE);
            computed.add((threads.getCurrentThreadCpuTime() - processor) / 1e6);
            passed.add((System.nanoTime() - start) / 1e6);
        }
        times.add(lateMedian(passed));
        if (warm) {
            System.out.printf(Locale.ROOT, "%s: %d lines, median of %d %.1f ms, computing %.1f ms%n", label.program(),
                    text.lines().count(), RUNS, lateMedian(passed), lateMedian(computed));
        }
        List<Finding> counted = raised.stream().filter(finding -> finding.severity().compareTo(least) >= 0).toList();
        Set<String> rules = counted.stream().map(Finding::rule).collect(Collectors.toCollection(TreeSet::new));
        if (label.buggy()) {
            buggy++;
            detected += counted.isEmpty() ? 0 : 1;
            faults += label.faults().size();
            found += (int) label.faults().stream()
                    .filter(fault -> Label.rules(fault).stream().anyMatch(rules::contains)).count();
            findings += rules.size();
            right += (int) rules.stream().filter(label::names).count();
            lines += label.lines().size();
            exact += (int) label.lines().stream().filter(line -> distance(counted, line) == 0).count();
            near += (int) label.lines().stream().filter(line -> distance(counted, line) <= NEAR).count();
        } else {
            clean++;
            alarmed += counted.isEmpty() ? 0 : 1;
            alarms += counted.size();
            counted.forEach(finding -> byRule.merge(finding.rule() + " (" + finding.severity().name().toLowerCase(
                    Locale.ROOT) + ")", 1, Integer::sum));
        }
        if (verbose) {
            tell(label, counted);
        }
    }

    /** The median of the second half, when the code has been compiled. */
    private static double lateMedian(List<Double> times) {
        List<Double> late = times.subList(times.size() / 2, times.size()).stream().sorted().toList();
        return late.get(late.size() / 2);
    }

    private static int distance(List<Finding> findings, int line) {
        return findings.stream().flatMap(finding -> finding.source().stream())
                .mapToInt(source -> Math.abs(source.line() - line)).min().orElse(Integer.MAX_VALUE);
    }

    private void tell(Label label, List<Finding> counted) {
        Set<String> rules = counted.stream().map(Finding::rule).collect(Collectors.toSet());
        List<String> missed = label.faults().stream().filter(fault -> Label.rules(fault).stream()
                .noneMatch(rules::contains)).toList();
        System.out.println(label.program() + (missed.isEmpty() ? "" : "  MISSED " + missed));
        for (Finding finding : counted) {
            boolean labelled = label.names(finding.rule());
            System.out.printf("  %s %d %s [%s] %s%n", labelled ? "+" : "-",
                    finding.source().map(source -> source.line()).orElse(0), finding.rule(),
                    finding.severity().name().charAt(0), finding.title());
        }
    }

    private void report() {
        List<Double> sorted = times.stream().sorted().toList();
        System.out.printf(Locale.ROOT, "%-34s %d%n", "programs", times.size());
        ratio("buggy programs with a finding", detected, buggy);
        ratio("clean programs with a finding", alarmed, clean);
        if (clean > 0) {
            System.out.printf(Locale.ROOT, "%-34s %.2f%n", "findings a clean program", (double) alarms / clean);
        }
        ratio("labelled faults found by type", found, faults);
        ratio("types raised that are labelled", right, findings);
        ratio("faulty lines, exact", exact, lines);
        ratio("faulty lines, within " + NEAR, near, lines);
        Optional<Double> median = sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(sorted.size() / 2));
        System.out.printf(Locale.ROOT, "%-34s median %.1f, most %.1f%n", "milliseconds a program", median.orElse(0.0),
                sorted.isEmpty() ? 0.0 : sorted.get(sorted.size() - 1));
        byRule.forEach((rule, count) -> System.out.printf(Locale.ROOT, "  on clean programs: %s %d%n", rule, count));
    }

    private static void ratio(String what, int part, int whole) {
        if (whole > 0) {
            System.out.printf(Locale.ROOT, "%-34s %d of %d (%.1f %%)%n", what, part, whole, 100.0 * part / whole);
        }
    }
}
