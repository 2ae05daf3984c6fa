package deepq.env;

import static deepq.env.Direction.DOWN;
import static deepq.env.Direction.LEFT;
import static deepq.env.Direction.RIGHT;
import static deepq.env.Direction.UP;

import deepq.random.Require;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A walk on a small map drawn as text, one character a square. The squares are numbered row by row from the top left,
 * and the number is both state and observation. Made by {@link FrozenLake}, {@link CliffWalking} and {@link Maze};
 * without a time limit.
 *
 * <p>Order of draws, as in Gymnasium: one {@code choice} at every reset and one at every step, also where nothing is
 * left to chance.
 */
public final class GridWorld extends Ordered<Integer> {
    private final List<String> map;
    private final List<Direction> directions;
    private final double[] starts; // for each square the probability that an episode starts there
    private final Model model;
    private int square;

    /** What may come of going from a square in a direction. */
    interface Rules {
        List<Outcome> outcomes(GridWorld world, int square, Direction direction);
    }

    /**
     * @param map its rows; an S is a start, and where there are several each is as likely
     * @param directions of the actions 0, 1, ...
     */
    GridWorld(List<String> map, List<Direction> directions, Rules rules) {
        this.map = map;
        this.directions = directions;
        int squares = rows() * columns();
        double count = String.join("", map).chars().filter(c -> c == 'S').count();
        starts = IntStream.range(0, squares)
                .mapToDouble(s -> at(s) == 'S' ? 1 / count : 0)
                .toArray();
        List<List<List<Outcome>>> outcomes = IntStream.range(0, squares)
                .mapToObj(s -> directions.stream()
                        .map(way -> rules.outcomes(this, s, way))
                        .toList())
                .toList();
        model = new Model(outcomes, starts);
    }

    /**
     * A world whose actions 0 to 3 go left, down, right and up, with reward 1 at the goal G (at a digit: that many),
     * where the game is over as in a hole H. A wall # stops. On ice a step goes where it should with probability 1/3,
     * and to either side likewise.
     */
    static GridWorld withIce(List<String> map, String ice) {
        return new GridWorld(map, List.of(LEFT, DOWN, RIGHT, UP), (world, square, direction) -> {
            if ("GH#123456789".indexOf(world.at(square)) >= 0) {
                return List.of(new Outcome(1, square, 0, true)); // nobody steps from here
            }
            if (ice.indexOf(world.at(square)) < 0) {
                return List.of(world.outcome(square, direction, 1));
            }
            double side = (1 - 1.0 / 3) / 2; // Gymnasium's rounding, and below its order
            return List.of(
                    world.outcome(square, direction.rotated(-1), side),
                    world.outcome(square, direction, 1.0 / 3),
                    world.outcome(square, direction.rotated(1), side));
        });
    }

    private Outcome outcome(int square, Direction direction, double probability) {
        int beside = next(square, direction);
        int next = at(beside) == '#' ? square : beside;
        char drawn = at(next);
        int prize = drawn == 'G' ? 1 : Math.max(0, Character.digit(drawn, 10));
        return new Outcome(probability, next, prize, prize > 0 || drawn == 'H');
    }

    /** The square next to {@code square}, or itself at the edge of the map. */
    int next(int square, Direction direction) {
        int row = Math.min(Math.max(square / columns() + direction.rows, 0), rows() - 1);
        int column = Math.min(Math.max(square % columns() + direction.columns, 0), columns() - 1);
        return row * columns() + column;
    }

    @Override
    Integer start() {
        square = random.choice(starts);
        return square;
    }

    /**
     * Starts an episode on the given square: one through which the way of an episode may lead. Needs an earlier
     * reset(seed).
     */
    public Integer resetTo(int square) {
        boolean reached = observationSpace().contains(square) && model.reachable(square);
        Require.that(reached, "no episode leads through square %s of\n%s", square, this);
        Require.state(seeded, "resetTo(square) before reset(seed): call reset(seed) first");
        running = true;
        this.square = square;
        return square;
    }

    @Override
    Step<Integer> act(int action) {
        List<Outcome> outcomes = model.outcomes(square, action);
        Outcome outcome = outcomes.get(random.choice(
                outcomes.stream().mapToDouble(Outcome::probability).toArray()));
        square = outcome.next();
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
        return map.size();
    }

    public int columns() {
        return map.get(0).length();
    }

    /**
     * What is drawn on a square. S start, G goal; FrozenLake: F frozen, H hole; CliffWalking: C cliff; Maze: # wall,
     * ~ ice, 1 to 9 a prize.
     */
    public char at(int square) {
        return map.get(square / columns()).charAt(square % columns());
    }

    /** Where an action should lead. */
    public Direction direction(int action) {
        actionSpace().require(action);
        return directions.get(action);
    }

    @Override
    public String toString() {
        return String.join("\n", map);
    }
}
