package deepq.replay;

/**
 * A binary tree whose inner nodes hold the sum of their two children: a draw in proportion to the leaves takes one
 * walk from the root (Schaul et al. 2016, appendix B.2.1). In double, and every sum is recomputed from its children
 * rather than changed by a difference, so that no rounding error builds up.
 */
final class SumTree {
    private final int leaves; // a power of two; node i has the children 2i and 2i + 1, the root is 1
    private final double[] nodes;

    SumTree(int size) {
        leaves = size == 1 ? 1 : Integer.highestOneBit(size - 1) * 2;
        nodes = new double[2 * leaves];
    }

    double total() {
        return nodes[1];
    }

    double get(int leaf) {
        return nodes[leaves + leaf];
    }

    void set(int leaf, double value) {
        int node = leaves + leaf;
        nodes[node] = value;
        for (node /= 2; node >= 1; node /= 2) {
            nodes[node] = nodes[2 * node] + nodes[2 * node + 1];
        }
    }

    /**
     * The smallest leaf with {@code mass < value(0) + ... + value(leaf)}; never one of value 0, even where rounding
     * puts mass at the very top.
     */
    int find(double mass) {
        int node = 1;
        while (node < leaves) {
            node *= 2;
            if (mass >= nodes[node] && nodes[node + 1] > 0) {
                mass -= nodes[node];
                node++;
            }
        }
        return node - leaves;
    }
}
