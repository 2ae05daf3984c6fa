package deepq.env;

import deepq.random.Pcg64;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A walk on a small map drawn as text, one character a square. The squares are numbered row by row from the top left, and the
 * number is both state and observation. Made by {@link FrozenLake}, {@link CliffWalking} and {@link Maze}; without a time limit.
 *
 * <p>Order of draws, as in Gymnasium: one {@code choice} at every reset and one at every step, also where nothing is left to
 * chance.
 */
public final class GridWorld implements Environment<Integer>, Saveable {
    private final Grid grid;
    private final List<Direction> directions;
    private final Model model;
    private final double[] start;
    private final double[][][] probabilities; // of the outcomes of each action in each state
    private final Order order = new Order();
    private Pcg64 random;
    private int square;

    /** What may come of going from a square in a direction. */
    interface Rules {
        List<Outcome> outcomes(int square, Direction direction);
    }

    /** @param grid an S is a start, and where there are several each is as likely */
    GridWorld(Grid grid, List<Direction> directions, Rules rules) {
        this.grid = grid;
        this.directions = List.copyOf(directions);
        int squares = grid.squares();
        long starts = IntStream.range(0, squares).filter(s -> at(s) == 'S').count();
        start = new double[squares];
        probabilities = new double[squares][directions.size()][];
        List<List<List<Outcome>>> outcomes = new ArrayList<>();
        for (int s = 0; s < squares; s++) {
            start[s] = at(s) == 'S' ? 1.0 / starts : 0;
            List<List<Outcome>> ofActions = new ArrayList<>();
            for (int a = 0; a < directions.size(); a++) {
                List<Outcome> ofAction = rules.outcomes(s, directions.get(a));
                probabilities[s][a] =
                        ofAction.stream().mapToDouble(Outcome::probability).toArray();
                ofActions.add(ofAction);
            }
            outcomes.add(ofActions);
        }
        model = new Model(outcomes, start);
    }

    @Override
    public Integer reset(long seed) {
        random = new Pcg64(seed);
        return reset();
    }

    @Override
    public Integer reset() {
        Order.requireSeeded(random);
        square = random.choice(start);
        order.started();
        return square;
    }

    /** Starts an episode on the given square: one through which the way of an episode may lead. Needs an earlier reset(seed). */
    public Integer resetTo(int square) {
        Order.requireSeeded(random);
        if (!observationSpace().contains(square) || !model.reachable(square)) {
            throw new IllegalArgumentException("no episode leads through square " + square + " of\n" + this);
        }
        this.square = square;
        order.started();
        return square;
    }

    @Override
    public Step<Integer> step(int action) {
        order.requireRunning();
        actionSpace().require(action);
        Outcome outcome = model.outcomes(square, action).get(random.choice(probabilities[square][action]));
        square = outcome.next();
        if (outcome.terminated()) {
            order.ended();
        }
        return new Step<>(square, outcome.reward(), outcome.terminated(), false);
    }

    @Override
    public Discrete actionSpace() {
        return new Discrete(directions.size());
    }

    @Override
    public Discrete observationSpace() {
        return new Discrete(model.states());
    }

    /** All that can happen here, for planning. */
    public Model model() {
        return model;
    }

    public int rows() {
        return grid.rows();
    }

    public int columns() {
        return grid.columns();
    }

    /** What is drawn on a square. S start, G goal; FrozenLake: F frozen, H hole; CliffWalking: C cliff; Maze: # wall, ~ ice. */
    public char at(int square) {
        return grid.at(square);
    }

    /** Where an action wants to go. */
    public Direction direction(int action) {
        actionSpace().require(action);
        return directions.get(action);
    }

    /** The map. */
    @Override
    public String toString() {
        return String.join("\n", grid.lines());
    }

    @Override
    public void write(DataOutput out) throws IOException {
        order.write(out);
        out.writeInt(square);
        out.writeBoolean(random != null);
        if (random != null) {
            random.write(out);
        }
    }

    @Override
    public void read(DataInput in) throws IOException {
        order.read(in);
        square = in.readInt();
        if (square < 0 || square >= model.states()) {
            throw new IOException("not the state of this grid: square " + square);
        }
        random = in.readBoolean() ? Pcg64.read(in) : null;
    }
}
