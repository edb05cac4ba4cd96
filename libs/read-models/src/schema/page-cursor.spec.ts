import { cursorAt, placeAt } from './page-cursor';

describe('the cursor of a page', () => {
  it.each(['1', '123456', 'contoso', 'a:b_c.d-e'])('leads back to the place %s', (place) => {
    expect(placeAt('papers', cursorAt('papers', place))).toBe(place);
  });

  it('does not show the place as it is, and is fit for a URL', () => {
    const cursor = cursorAt('accounts', 'contoso:2021');
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(cursor).not.toContain('contoso');
  });

  it('of another list leads nowhere', () => {
    expect(placeAt('accounts', cursorAt('papers', '1'))).toBe(undefined);
  });

  it.each(['', 'made-up', 'n1', '1', 'MQ', 'AAAAAAAAMQ', '!', ' '])(
    'that was made up, such as %j, leads nowhere',
    (text) => {
      expect(placeAt('papers', text)).toBe(undefined);
    },
  );

  it('that was changed in any letter leads nowhere', () => {
    const cursor = cursorAt('papers', '17');
    for (let index = 0; index < cursor.length; index += 1) {
      const other = cursor[index] === 'A' ? 'B' : 'A';
      const changed = `${cursor.slice(0, index)}${other}${cursor.slice(index + 1)}`;
      expect(placeAt('papers', changed)).toBe(undefined);
    }
    for (const more of ['=', 'A', ' '])
      expect(placeAt('papers', `${cursor}${more}`)).toBe(undefined);
  });
});
