import { createOutbox } from './createOutbox';

function setup() {
  const sent: string[] = [];
  const congestion: boolean[] = [];
  const connection = { accepts: Infinity };
  let nowMs = 0;
  const outbox = createOutbox<string>(
    {
      write(message) {
        sent.push(message);
        connection.accepts -= 1;
        return connection.accepts > 0;
      },
      onCongestion: congested => congestion.push(congested),
    },
    () => nowMs,
  );
  return {
    outbox,
    sent,
    congestion,
    connection,
    tick: (ms: number) => (nowMs += ms),
  };
}

describe('createOutbox()', () => {
  it('hands messages over at once while the connection takes them', () => {
    const { outbox, sent, congestion } = setup();
    outbox.push('a');
    outbox.push('b');
    expect({ sent, congestion, waiting: outbox.waiting }).toEqual({
      sent: ['a', 'b'],
      congestion: [],
      waiting: 0,
    });
  });

  it('keeps what the connection does not take, in order, and tells once', () => {
    const { outbox, sent, congestion, connection, tick } = setup();
    connection.accepts = 1;
    tick(5);
    ['a', 'b', 'c', 'd'].forEach(message => outbox.push(message));
    expect({
      sent,
      congestion,
      waiting: outbox.waiting,
      since: outbox.stalledSinceMs,
    }).toEqual({
      sent: ['a'],
      congestion: [true],
      waiting: 3,
      since: 5,
    });
    connection.accepts = 2;
    outbox.drained();
    expect({ sent, congestion, waiting: outbox.waiting }).toEqual({
      sent: ['a', 'b', 'c'],
      congestion: [true],
      waiting: 1,
    });
    connection.accepts = 9;
    outbox.drained();
    expect({
      sent,
      congestion,
      waiting: outbox.waiting,
      since: outbox.stalledSinceMs,
    }).toEqual({
      sent: ['a', 'b', 'c', 'd'],
      congestion: [true, false],
      waiting: 0,
      since: undefined,
    });
  });
});
