// Measures dagre on the graphs that LayoutBenchmark wrote, with the parameters with which Netron calls it:
//   npm install @dagrejs/dagre && node --max-old-space-size=8000 dagre.mjs GRAPH.json...
import fs from 'node:fs';
import dagre from '@dagrejs/dagre';

for (const file of process.argv.slice(2)) {
    const { nodes, edges } = JSON.parse(fs.readFileSync(file, 'utf8'));
    const graph = new dagre.graphlib.Graph({ multigraph: true });
    graph.setGraph({ nodesep: 20, ranksep: 20, ...(nodes.length > 3000 ? { ranker: 'longest-path' } : {}) });
    graph.setDefaultEdgeLabel(() => ({}));
    nodes.forEach(([id, width, height]) => graph.setNode(id, { width, height }));
    edges.forEach(([from, to], index) => graph.setEdge(from, to, {}, String(index)));
    const start = performance.now();
    dagre.layout(graph);
    const seconds = (performance.now() - start) / 1000;
    const { width, height } = graph.graph();
    console.log(`${file}: ${nodes.length} nodes, ${edges.length} edges: ${seconds.toFixed(2)} s, `
        + `${Math.round(width)} x ${Math.round(height)} px, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
}
